package com.bpmcentr.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;

/** A page that says calmly why there is none, and where to go on. */
abstract class ErrorPage extends Main implements HasDynamicTitle {

  private final int status;
  private final String title;
  private final Message message;

  ErrorPage(int status, VaadinIcon icon, String texts) {
    this.status = status;
    addClassName("message-page");
    title = getTranslation(texts);
    message = new Message(icon, title, getTranslation(texts + ".next"));
    message.add(new Anchor("", getTranslation("error.home")));
    add(message);
  }

  /** Something to do about it, before the way home. */
  final void offer(Component action) {
    message.addComponentAtIndex(message.getComponentCount() - 1, action);
  }

  @Override
  public final String getPageTitle() {
    return PageTitle.of(title);
  }

  /** The HTTP status the page is answered with. */
  int status() {
    return status;
  }
}
