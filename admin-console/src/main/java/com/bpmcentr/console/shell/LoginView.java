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
 * The login. The form posts to {@code /login}; a refusal comes back here with {@code ?error},
 * whatever the cause: whether an account exists or is locked is not told.
 */
@Route(value = LoginView.PATH, autoLayout = false)
@AnonymousAllowed
public final class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

  public static final String PATH = "login";
  public static final String FAILED = "error";

  private final LoginForm form = new LoginForm();

  public LoginView() {
    addClassName("login-page");
    var mark = new Image("assets/icon.svg", "");
    mark.addClassName("login-mark");
    form.setAction(PATH);
    form.setForgotPasswordButtonVisible(false);
    form.setI18n(texts());
    var card = new Div(mark, form, new AppearanceSwitches());
    card.addClassName("login-card");
    add(card);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (event.getLocation().getQueryParameters().getParameters().containsKey(FAILED)) {
      form.setError(true);
    }
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation("login.title"));
  }

  private LoginI18n texts() {
    LoginI18n texts = LoginI18n.createDefault();
    LoginI18n.Form words = texts.getForm();
    words.setTitle(getTranslation("login.title"));
    words.setUsername(getTranslation("login.email"));
    words.setPassword(getTranslation("login.password"));
    words.setSubmit(getTranslation("login.submit"));
    texts.getErrorMessage().setUsername(getTranslation("login.email.missing"));
    texts.getErrorMessage().setPassword(getTranslation("login.password.missing"));
    texts.getErrorMessage().setTitle(getTranslation("login.failed"));
    texts.getErrorMessage().setMessage(getTranslation("login.failed.next"));
    return texts;
  }
}
