package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.ActionPreview;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an action would change.
 *
 * @param accessEndsAt until when it would work; null when it would not
 * @param startsPeriod whether a period would begin, and be charged
 */
@Schema(name = "ActionPreview")
record ActionPreviewJson(
    SubscriptionStatus statusBefore,
    SubscriptionStatus statusAfter,
    boolean accessBefore,
    boolean accessAfter,
    @Nullable Instant accessEndsAt,
    boolean startsPeriod) {

  static ActionPreviewJson of(ActionPreview preview) {
    return new ActionPreviewJson(
        preview.statusBefore(),
        preview.statusAfter(),
        preview.accessBefore(),
        preview.accessAfter(),
        preview.accessAfter() ? preview.accessEndsAt() : null,
        preview.startsPeriod());
  }
}
