package com.bpmcentr.console.attention.ui;

import com.bpmcentr.console.attention.AttentionService;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.PageHead;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;

/** What needs attention now, each with the way to it. Looks again by itself. */
@Route("home")
@PermitAll
final class HomePage extends Main implements HasDynamicTitle {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Polling polling;

  HomePage(AttentionService attention, Viewer viewer) {
    var needs =
        new NeedList(
            () -> attention.recentNeeds(viewer.actor()),
            viewer.formats(getLocale()),
            () -> polling().look());
    polling = Polling.ofItsOwnWords(BETWEEN_LOOKS, needs::look);
    addClassName("page");
    add(
        new PageHead(getTranslation(Screen.HOME.titleKey()))
            .below(new Span(getTranslation("home.refreshed"))),
        needs);
  }

  private Polling polling() {
    return polling;
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.HOME.titleKey()));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    polling.begin(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }
}
