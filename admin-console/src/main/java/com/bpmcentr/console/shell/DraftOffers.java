package com.bpmcentr.console.shell;

import static com.bpmcentr.console.shell.Words.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.util.ArrayList;
import java.util.List;

/** On a page where something was typed and neither saved nor given up: the way back to it. */
final class DraftOffers {

  private final List<Notification> shown = new ArrayList<>();

  void show(String path) {
    shown.forEach(Notification::close);
    shown.clear();
    Drafts.offered(path, drafts -> drafts.forEach(this::offer));
  }

  private void offer(Drafts.Offered draft) {
    var notification = new Notification();
    notification.setDuration(0);
    notification.setPosition(Notification.Position.BOTTOM_START);
    var line =
        new Div(
            new Span(text("draft.offered", draft.form(), draft.when())),
            button("draft.open", notification, () -> reopen(draft)),
            button("draft.discard", notification, () -> Drafts.discard(draft)));
    line.addClassName("undoable");
    notification.add(line);
    notification.open();
    shown.add(notification);
  }

  private static void reopen(Drafts.Offered draft) {
    Drafts.reopen(draft, () -> Notices.success(text("draft.open-yourself")));
  }

  private static Button button(String key, Notification notification, Runnable action) {
    var button =
        new Button(
            text(key),
            event -> {
              notification.close();
              action.run();
            });
    button.addThemeVariants(ButtonVariant.TERTIARY);
    return button;
  }
}
