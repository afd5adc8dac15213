package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A page without browser and server, whose texts are the real ones. Registered as an extension, it
 * is the present one during each test.
 */
public final class TextUi extends UI implements BeforeEachCallback, AfterEachCallback {

  private static final long serialVersionUID = 1L;
  private static final Translations TEXTS = new Translations();

  private final Locale language;

  public TextUi(Locale language) {
    this.language = language;
  }

  /** One that dialogs can be opened on: nobody else has a lock on what they do. */
  public static TextUi withSession(Locale language) {
    var ui = new TextUi(language);
    ui.getInternals().setSession(new OwnSession());
    return ui;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    UI.setCurrent(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    UI.setCurrent(null);
  }

  @Override
  public Locale getLocale() {
    return language;
  }

  @Override
  public String getTranslation(String key, Object... parameters) {
    return TEXTS.getTranslation(key, language, parameters);
  }

  private static final class OwnSession extends VaadinSession {

    private static final long serialVersionUID = 1L;

    private final ReentrantLock lock = new ReentrantLock();

    OwnSession() {
      super(null);
      lock.lock();
    }

    @Override
    public DeploymentConfiguration getConfiguration() {
      return (DeploymentConfiguration)
          Proxy.newProxyInstance(
              TextUi.class.getClassLoader(),
              new Class<?>[] {DeploymentConfiguration.class},
              (_, method, _) ->
                  method.getReturnType() == boolean.class
                      ? method.getName().equals("isProductionMode")
                      : null);
    }

    /** A page's, where there is one: menus ask it what they need. */
    @Override
    public VaadinService getService() {
      return VaadinService.getCurrent();
    }

    @Override
    public Lock getLockInstance() {
      return lock;
    }

    @Override
    public boolean hasLock() {
      return true;
    }

    @Override
    public void checkHasLock() {}
  }
}
