package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.detail.Timeline;
import com.bpmcentr.console.subscription.SubscriptionEvent;
import com.vaadin.flow.component.UI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A subscription's events in words. */
final class EventTimeline {

  private static final String ACCOUNT = "makeAccountId";

  /** Of a notice: how far from the end of the term it was due. */
  private static final String DAYS = "days";

  private static final String ENDS_AT = "endsAt";

  private EventTimeline() {}

  static Timeline of(List<SubscriptionEvent> events, Formats formats) {
    var timeline = new Timeline();
    for (SubscriptionEvent event : events) {
      timeline.event(
          what(event, formats),
          UI.getCurrent()
              .getTranslation("detail.by", event.actorName(), formats.dateTime(event.at())),
          event.reason());
    }
    return timeline;
  }

  private static String what(SubscriptionEvent event, Formats formats) {
    return UI.getCurrent()
        .getTranslation(
            "event." + event.kind().wireName(),
            first(event, formats),
            Formats.orNothing(event.before().texts().get(ACCOUNT)));
  }

  /** What the event is told with: its account, a notice's days, or until when it is paid. */
  private static String first(SubscriptionEvent event, Formats formats) {
    Map<String, String> after = event.after().texts();
    return switch (event.kind()) {
      case PAID, REFUNDED -> formats.dateTime(Instant.parse(after.get(ENDS_AT)));
      default -> Formats.orNothing(after.get(isNotice(event) ? DAYS : ACCOUNT));
    };
  }

  private static boolean isNotice(SubscriptionEvent event) {
    return event.after().texts().containsKey(DAYS);
  }
}
