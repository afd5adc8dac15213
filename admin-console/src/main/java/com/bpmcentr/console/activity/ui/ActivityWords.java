package com.bpmcentr.console.activity.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.activity.Activity;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.audit.ui.AuditWords;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import java.util.Map;

/** What happened, in the viewer's words. */
final class ActivityWords {

  private static final String SUBSCRIPTION = "subscription.";
  private static final String ACCOUNT = "makeAccountId";

  /** Of a notice: which reminder of the same end it was. */
  private static final String STEP = "step";

  private static final String ENDS_AT = "endsAt";
  private static final String PRICE = "price";

  private ActivityWords() {}

  /** On the page of that thing. */
  static String of(Activity activity, ActivitySubject subject, String id, Formats formats) {
    if (!activity.what().startsWith(SUBSCRIPTION)) {
      boolean ofAnother = subject == ActivitySubject.API_KEY && !activity.targetId().equals(id);
      return ofAnother ? text("activity.successor") : AuditWords.operation(activity.what());
    }
    String kind = activity.what().substring(SUBSCRIPTION.length());
    return Words.ifKnown(
        "event." + kind,
        activity.what(),
        told(kind, activity.after().texts(), formats),
        Formats.orNothing(activity.before().texts().get(ACCOUNT)));
  }

  /**
   * What the event is told with: its account, a notice's days or price, or until when it is paid.
   */
  private static String told(String kind, Map<String, String> after, Formats formats) {
    return switch (kind) {
      case "paid", "refunded" -> formats.dateTimeIfOne(Formats.orNothing(after.get(ENDS_AT)));
      case "price_ahead" -> {
        String price = after.get(PRICE);
        yield price == null ? Formats.NOTHING : formats.money(Money.parse(price));
      }
      case "payment_overdue" -> Formats.orNothing(after.get(STEP));
      default -> Formats.orNothing(after.get(ACCOUNT));
    };
  }
}
