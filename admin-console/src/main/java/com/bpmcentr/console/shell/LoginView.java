package com.bpmcentr.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/**
 * The login. The form posts to {@code /login}; Spring Security answers by coming back here with
 * {@code ?error} or, for an account that is locked for a while, {@code ?locked}.
 */
@Route(value = LoginView.PATH, autoLayout = false)
@AnonymousAllowed
public final class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

  public static final String PATH = "login";
  public static final String FAILED = "error";
  public static final String LOCKED = "locked";

  private final LoginForm form = new LoginForm();
  private final LoginI18n texts = LoginI18n.createDefault();

  public LoginView() {
    addClassName("login-page");
    var mark = new Image("assets/icon.svg", "");
    mark.addClassName("login-mark");
    form.setAction(PATH);
    form.setForgotPasswordButtonVisible(false);
    describe();
    var card = new Div(mark, form, new AppearanceSwitches());
    card.addClassName("login-card");
    add(card);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var parameters = event.getLocation().getQueryParameters().getParameters();
    if (parameters.containsKey(LOCKED)) {
      showFailure("login.locked");
    } else if (parameters.containsKey(FAILED)) {
      showFailure("login.failed");
    }
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation("login.title"));
  }

  private void describe() {
    LoginI18n.Form words = texts.getForm();
    words.setTitle(getTranslation("login.title"));
    words.setUsername(getTranslation("login.email"));
    words.setPassword(getTranslation("login.password"));
    words.setSubmit(getTranslation("login.submit"));
    texts.getErrorMessage().setUsername(getTranslation("login.email.missing"));
    texts.getErrorMessage().setPassword(getTranslation("login.password.missing"));
    form.setI18n(texts);
  }

  private void showFailure(String key) {
    texts.getErrorMessage().setTitle(getTranslation(key));
    texts.getErrorMessage().setMessage(getTranslation(key + ".next"));
    form.setI18n(texts);
    form.setError(true);
  }
}
