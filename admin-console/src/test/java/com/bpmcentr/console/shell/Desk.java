package com.bpmcentr.console.shell;

import com.bpmcentr.console.OwnClasses;
import com.bpmcentr.console.TestStaff;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.SpringServlet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * A member of staff before pages that no browser shows: in English, as the server has them, with
 * all that is behind them. For what a page says and does; how it looks takes a browser.
 */
@TestComponent
public class Desk {

  private static final String OPENED_BY = "data-action";

  private final AutowireCapableBeanFactory parts;
  private final SecurityContextHolderStrategy security;
  private final ServletRegistrationBean<SpringServlet> servlet;

  /** Vaadin itself holds the present page weakly. */
  private @Nullable UI ui;

  Desk(
      AutowireCapableBeanFactory parts,
      SecurityContextHolderStrategy security,
      ServletRegistrationBean<SpringServlet> servlet) {
    this.parts = parts;
    this.security = security;
    this.servlet = servlet;
  }

  /** To be left again. */
  public void sitDown(TestStaff.Member member) {
    logIn(member, Instant.now());
    VaadinService.setCurrent(servlet.getServlet().getService());
    ui = TextUi.withSession(Locale.ENGLISH);
    UI.setCurrent(ui);
    VaadinSession.setCurrent(ui.getSession());
  }

  /** As if they had come then, with the same pages before them. */
  public void logIn(TestStaff.Member member, Instant at) {
    SecurityContext context = security.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            member.account().principal(at), null, List.of()));
    security.setContext(context);
  }

  public void leave() {
    ui = null;
    UI.setCurrent(null);
    VaadinSession.setCurrent(null);
    VaadinService.setCurrent(null);
    security.clearContext();
  }

  /** A new one of the page with that address, which shows nothing yet. */
  public Component page(String route) {
    return OwnClasses.annotatedWith(Route.class).stream()
        .filter(page -> page.getAnnotation(Route.class).value().equals(route))
        .map(page -> (Component) parts.createBean(page))
        .findFirst()
        .orElseThrow();
  }

  /** The page of one thing, {@code customers/…}. */
  public Component page(String list, Object id) {
    Component page = page(list + "/:id");
    show(page, id);
    return page;
  }

  /** Has it show another thing, as where a link on it leads to that. */
  public void show(Component page, Object id) {
    ReflectionTestUtils.setField(page, "id", id.toString());
    ReflectionTestUtils.invokeMethod(page, "reload");
  }

  /** Presses what opens a dialog, and answers that dialog. */
  public Dialog open(Component page, String action) {
    press(page, action);
    return Parts.dialogs(Objects.requireNonNull(ui)).getLast();
  }

  /** Presses what opens a dialog, which may not come. */
  public void press(Component page, String action) {
    Parts.of(page, Button.class).stream()
        .filter(button -> action.equals(button.getElement().getAttribute(OPENED_BY)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + action))
        .click();
  }

  /** Does it, with a reason. */
  public void act(Component page, String action) {
    Dialog dialog = open(page, action);
    Parts.only(dialog, TextArea.class).setValue("as a test");
    Parts.confirm(dialog);
  }
}
