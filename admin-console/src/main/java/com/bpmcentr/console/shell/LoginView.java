package com.bpmcentr.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Optional;

/**
 * The login. The form posts to {@code /login}; a refusal comes back here with {@code ?error}, or
 * after too many with {@code ?wait} and for how many minutes, whatever the cause: whether an
 * account exists or is locked is not told.
 */
@Route(value = LoginView.PATH, autoLayout = false)
@AnonymousAllowed
public final class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

  public static final String PATH = "login";
  public static final String FAILED = "error";
  public static final String WAIT = "wait";

  /** Longer nobody has to wait. */
  private static final int LONGEST_WAIT = 60;

  private final LoginForm form = new LoginForm();

  public LoginView() {
    addClassName("login-page");
    var mark = new Image("assets/icon.svg", "");
    mark.addClassName("login-mark");
    form.setAction(PATH);
    form.setForgotPasswordButtonVisible(false);
    form.setI18n(texts(getTranslation("login.failed"), getTranslation("login.failed.next")));
    SpokenWords.speak(form);
    var product = new Div(PageTitle.PRODUCT);
    product.addClassName("login-product");
    var card = new Div(mark, product, form, new AppearanceSwitches());
    card.addClassName("login-card");
    add(card);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    QueryParameters asked = event.getLocation().getQueryParameters();
    Optional<Integer> wait = asked.getSingleParameter(WAIT).flatMap(LoginView::minutes);
    wait.ifPresent(
        minutes ->
            form.setI18n(
                texts(
                    getTranslation("login.too-many"),
                    getTranslation(
                        PluralForm.of(minutes, Languages.of(getLocale())).of("login.too-many.next"),
                        minutes))));
    form.setError(wait.isPresent() || asked.getParameters().containsKey(FAILED));
  }

  /** Empty for what nobody has to wait. */
  private static Optional<Integer> minutes(String text) {
    return text.matches("[0-9]{1,2}")
        ? Optional.of(Integer.valueOf(text))
            .filter(minutes -> minutes >= 1 && minutes <= LONGEST_WAIT)
        : Optional.empty();
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation("login.title"));
  }

  private LoginI18n texts(String refused, String next) {
    LoginI18n texts = LoginI18n.createDefault();
    LoginI18n.Form words = texts.getForm();
    words.setTitle(getTranslation("login.title"));
    words.setUsername(getTranslation("login.email"));
    words.setPassword(getTranslation("login.password"));
    words.setSubmit(getTranslation("login.submit"));
    texts.getErrorMessage().setUsername(getTranslation("login.email.missing"));
    texts.getErrorMessage().setPassword(getTranslation("login.password.missing"));
    texts.getErrorMessage().setTitle(refused);
    texts.getErrorMessage().setMessage(next);
    return texts;
  }
}
