package com.bpmcentr.console.activity.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.activity.Activities;
import com.bpmcentr.console.activity.Activity;
import com.bpmcentr.console.activity.ActivityService;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Timeline;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to a thing, as a part of its page. */
@Component
public final class ActivityPanels {

  /** Who does what falls due; what nobody did names nobody. */
  private static final String CONSOLE = "console";

  private static final int AT_FIRST = 12;
  private static final int TIMES_MORE = 4;

  private final ActivityService activity;
  private final Viewer viewer;

  public ActivityPanels(ActivityService activity, Viewer viewer) {
    this.activity = activity;
    this.viewer = viewer;
  }

  /** The newest, and more when asked for. */
  public Panel of(ActivitySubject subject, Object id) {
    var body = new Div();
    body.addClassName("stack");
    fill(body, subject, id.toString(), AT_FIRST);
    var panel = new Panel(text("detail.timeline"), body);
    if (viewer.may(Screen.AUDIT.permission()) && subject != ActivitySubject.SUBSCRIPTION) {
      // with the type, by which the log has an index
      panel.action(
          new Anchor(
              Screen.AUDIT.path() + "?targetId=" + id + "&targetType=" + subject.type(),
              text("activity.in-audit")));
    }
    return panel;
  }

  private void fill(Div body, ActivitySubject subject, String id, int limit) {
    body.removeAll();
    switch (activity.of(viewer.actor(), subject, id, limit)) {
      case Result.Refused<Activities>(Refusal refusal) ->
          body.add(
              new Note(
                      Note.Kind.BAD,
                      text("detail.timeline.failed"),
                      new Div(RefusalText.of(refusal, UI.getCurrent())))
                  .action(
                      Actions.small(
                          Actions.named("list.retry", () -> fill(body, subject, id, limit)))));
      case Result.Done<Activities>(Activities found, var _) -> {
        body.add(
            found.newest().isEmpty()
                ? new Paragraph(text("detail.timeline.none"))
                : timeline(found, subject, id));
        if (found.more() && limit < ActivityService.MOST) {
          int next = Math.min(limit * TIMES_MORE, ActivityService.MOST);
          body.add(
              Actions.small(Actions.named("activity.more", () -> fill(body, subject, id, next))));
        } else if (found.more()) {
          body.add(new Paragraph(text("activity.no-more", ActivityService.MOST)));
        }
      }
    }
  }

  private Timeline timeline(Activities found, ActivitySubject subject, String id) {
    Formats formats = viewer.formats(UI.getCurrent().getLocale());
    var timeline = new Timeline();
    for (Activity each : found.newest()) {
      timeline.event(
          ActivityWords.of(each, subject, id, formats),
          each.targetType().equals(subject.type()) ? null : link(each),
          each.actorName().isEmpty() || each.actorName().equals(CONSOLE)
              ? formats.dateTime(each.at())
              : text("detail.by", each.actorName(), formats.dateTime(each.at())),
          each.reason());
    }
    return timeline;
  }

  /** To what is the thing's own: a customer's key, a customer's subscription. */
  private static @Nullable Anchor link(Activity activity) {
    Screen screen =
        switch (activity.targetType()) {
          case "subscription" -> Screen.SUBSCRIPTIONS;
          case "api-key" -> Screen.API_KEYS;
          default -> null;
        };
    return screen == null
        ? null
        : new Anchor(
            DetailPage.path(screen, activity.targetId()),
            activity.targetName() == null ? activity.targetId() : activity.targetName());
  }
}
