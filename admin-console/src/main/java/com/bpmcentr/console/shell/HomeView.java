package com.bpmcentr.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Where staff land after the login. */
@Route("")
@AnonymousAllowed
final class HomeView extends VerticalLayout {

  HomeView() {
    add(new H1("BPM Centr"), new Button("ok"));
  }
}
