package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.detail.Timeline;
import com.bpmcentr.console.subscription.SubscriptionEvent;
import com.vaadin.flow.component.UI;
import java.util.List;

/** A subscription's events in words. */
final class EventTimeline {

  private static final String ACCOUNT = "makeAccountId";

  /** Of a notice: how far from the end of the term it was due. */
  private static final String DAYS = "days";

  private EventTimeline() {}

  static Timeline of(List<SubscriptionEvent> events, Formats formats) {
    var timeline = new Timeline();
    for (SubscriptionEvent event : events) {
      timeline.event(
          what(event),
          UI.getCurrent()
              .getTranslation("detail.by", event.actorName(), formats.dateTime(event.at())),
          event.reason());
    }
    return timeline;
  }

  private static String what(SubscriptionEvent event) {
    return UI.getCurrent()
        .getTranslation(
            "event." + event.kind().wireName(),
            Formats.orNothing(event.after().texts().get(isNotice(event) ? DAYS : ACCOUNT)),
            Formats.orNothing(event.before().texts().get(ACCOUNT)));
  }

  private static boolean isNotice(SubscriptionEvent event) {
    return event.after().texts().containsKey(DAYS);
  }
}
