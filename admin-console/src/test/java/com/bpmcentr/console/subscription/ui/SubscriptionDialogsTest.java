package com.bpmcentr.console.subscription.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.ActionPreview;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubscriptionDialogsTest {

  private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  @Test
  void cancel_withinTheGrace_saysThatAccessEndsAtOnceAndThatNothingTakesItBack() {
    ActionPreview grace = preview(true, false);

    assertThat(said(grace)).contains("access ends at once").contains("cannot be undone");
    assertThat(grace.isForGood(ActionName.CANCEL)).isTrue();
  }

  @Test
  void cancel_paidPeriod_saysHowLongAccessStays() {
    ActionPreview paid = preview(true, true);

    assertThat(said(paid)).contains("Access stays until Nov 22, 2026");
    assertThat(paid.isForGood(ActionName.CANCEL)).isFalse();
  }

  @Test
  void cancel_afterTheEnd_saysThatOnlyTheRenewalIsTurnedOff() {
    ActionPreview ended = preview(false, false);

    assertThat(said(ended)).contains("only the renewal").doesNotContain("cannot be undone");
    assertThat(ended.isForGood(ActionName.CANCEL)).isFalse();
  }

  @Test
  void reactivate_thatBeginsAPeriod_isForGood() {
    assertThat(preview(false, true, true).isForGood(ActionName.REACTIVATE)).isTrue();
    assertThat(preview(true, true, false).isForGood(ActionName.REACTIVATE)).isFalse();
  }

  @Test
  void suspend_isTakenBackByResuming_revokeByNothing() {
    assertThat(preview(true, false).isForGood(ActionName.SUSPEND)).isFalse();
    assertThat(preview(true, false).isForGood(ActionName.REVOKE)).isTrue();
  }

  private static String said(ActionPreview preview) {
    return SubscriptionDialogs.cancelConsequence(
            preview, END, new Formats(Locale.ENGLISH, ZoneOffset.UTC))
        .replace('\u00A0', ' ');
  }

  private static ActionPreview preview(boolean accessBefore, boolean accessAfter) {
    return preview(accessBefore, accessAfter, false);
  }

  private static ActionPreview preview(
      boolean accessBefore, boolean accessAfter, boolean startsPeriod) {
    return new ActionPreview(
        SubscriptionStatus.PAST_DUE,
        SubscriptionStatus.EXPIRED,
        accessBefore,
        accessAfter,
        END,
        startsPeriod);
  }
}
