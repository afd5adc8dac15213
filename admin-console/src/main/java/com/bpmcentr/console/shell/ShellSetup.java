package com.bpmcentr.console.shell;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.operation.Refusal;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.SystemMessagesInfo;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Gives each session its language, each page its theme, and both their words for lost servers. */
@Component
class ShellSetup implements VaadinServiceInitListener {

  /** Somebody waits for it. */
  private static final int RECONNECT_MILLIS = 2_000;

  private final I18NProvider translations;
  private final Viewer viewer;
  private final AuditLog audit;

  ShellSetup(I18NProvider translations, Viewer viewer, AuditLog audit) {
    this.translations = translations;
    this.viewer = viewer;
    this.audit = audit;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event
        .getSource()
        .addSessionInitListener(
            initialised -> initialised.getSession().setLocale(locale(initialised.getRequest())));
    event.getSource().addUIInitListener(initialised -> prepare(initialised.getUI()));
    event
        .getSource()
        .addUIInitListener(initialised -> initialised.getUI().addBeforeEnterListener(this::guard));
    event.getSource().setSystemMessagesProvider(this::systemMessages);
    event.addIndexHtmlRequestListener(ShellSetup::dress);
    event
        .getSource()
        .addSessionInitListener(
            initialised -> initialised.getSession().setErrorHandler(new ScreenErrorHandler()));
  }

  /**
   * Before a page is made: its service would refuse what it asks, and it could only be empty. That
   * somebody tried is in the audit log, as where the API is asked.
   */
  private void guard(BeforeEnterEvent event) {
    if (event.isErrorEvent()) {
      return;
    }
    Screen.of(event.getLocation())
        .filter(screen -> !viewer.mayOpen(screen))
        .ifPresent(
            screen -> {
              audit.refused(
                  viewer.actor(),
                  Attempt.on("screen", screen.path(), "open"),
                  new Refusal.Forbidden(screen.permission()));
              event.rerouteToError(AccessDeniedException.class);
            });
  }

  private static Locale locale(VaadinRequest request) {
    return Languages.locale(
        Preferences.language(request).orElseGet(() -> Languages.of(request.getLocale())));
  }

  /** The document's own language and colours, so that nothing flashes before the scripts run. */
  private static void dress(IndexHtmlResponse page) {
    // The log-in may just have brought the member's own language to this device.
    Preferences.language(page.getVaadinRequest())
        .map(Languages::locale)
        .ifPresent(VaadinSession.getCurrent()::setLocale);
    ColorScheme.Value colors = Preferences.colorScheme(Preferences.theme(page.getVaadinRequest()));
    page.getDocument()
        .expectFirst("html")
        .attr("lang", VaadinSession.getCurrent().getLocale().getLanguage())
        .attr("theme", colors.getThemeValue())
        .attr("style", "color-scheme: " + colors.getValue() + ";");
  }

  private void prepare(UI ui) {
    var reconnect = ui.getReconnectDialogConfiguration();
    reconnect.setReconnectInterval(RECONNECT_MILLIS);
    reconnect.setDialogText(translations.getTranslation("connection.lost", ui.getLocale()));
    reconnect.setDialogTextGaveUp(
        translations.getTranslation("connection.gave-up", ui.getLocale()));
    // What it says for a moment afterwards has no setting.
    ui.getPage()
        .executeJs(
            "window.Vaadin.connectionIndicator.onlineText = $0",
            translations.getTranslation("connection.back", ui.getLocale()));
  }

  private SystemMessages systemMessages(SystemMessagesInfo info) {
    var messages = new CustomizedSystemMessages();
    Locale locale = info.getLocale();
    messages.setSessionExpiredCaption(translations.getTranslation("session.expired", locale));
    messages.setSessionExpiredMessage(translations.getTranslation("session.expired.next", locale));
    messages.setSessionExpiredNotificationEnabled(true);
    messages.setInternalErrorCaption(translations.getTranslation("error.failed", locale));
    messages.setInternalErrorMessage(translations.getTranslation("error.failed.next", locale));
    messages.setCookiesDisabledCaption(translations.getTranslation("error.cookies", locale));
    messages.setCookiesDisabledMessage(translations.getTranslation("error.cookies.next", locale));
    messages.setCookiesDisabledNotificationEnabled(true);
    return messages;
  }
}
