package com.bpmcentr.console.shell;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.text.MessageFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * The texts of all screens, from {@code vaadin-i18n/translations_*.properties}.
 *
 * <p>Every text is a {@link MessageFormat}, with parameters or without, so that one rule holds for
 * apostrophes: they are doubled. Vaadin's own provider would format only those with parameters.
 */
@Component
public class Translations extends DefaultI18NProvider {

  private static final Object[] NOTHING = {""};

  public Translations() {
    super(Languages.locales());
  }

  @Override
  public String getTranslation(String key, Locale locale, Object... parameters) {
    Locale ours = Languages.locale(Languages.of(locale));
    return super.getTranslation(key, ours, parameters.length == 0 ? NOTHING : parameters);
  }
}
