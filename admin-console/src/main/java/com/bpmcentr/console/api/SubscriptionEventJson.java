package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.SubscriptionEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that happened to a subscription: who did it, why, and what it changed. */
@Schema(name = "SubscriptionEvent")
record SubscriptionEventJson(
    Instant at,
    EventKind kind,
    @Nullable UUID actorId,
    String actorName,
    @Nullable String reason,
    Map<String, String> before,
    Map<String, String> after) {

  /** All of them, the newest first. */
  @Schema(name = "SubscriptionEvents")
  record All(List<SubscriptionEventJson> data) {

    static All of(List<SubscriptionEvent> events) {
      return new All(events.stream().map(SubscriptionEventJson::of).toList());
    }
  }

  private static SubscriptionEventJson of(SubscriptionEvent event) {
    return new SubscriptionEventJson(
        event.at(),
        event.kind(),
        event.actorId(),
        event.actorName(),
        event.reason(),
        event.before().texts(),
        event.after().texts());
  }
}
