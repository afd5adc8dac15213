package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.detail.Timeline;
import com.bpmcentr.console.subscription.SubscriptionEvent;
import com.vaadin.flow.component.UI;
import java.util.List;

/** A subscription's events in words. */
final class EventTimeline {

  private static final String ACCOUNT = "makeAccountId";

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
            Formats.orNothing(event.after().texts().get(ACCOUNT)),
            Formats.orNothing(event.before().texts().get(ACCOUNT)));
  }
}
