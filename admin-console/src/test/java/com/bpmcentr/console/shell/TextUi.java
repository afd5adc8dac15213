package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import java.util.Locale;

/** A page without browser and server, whose texts are the real ones. */
public final class TextUi extends UI {

  private static final long serialVersionUID = 1L;
  private static final Translations TEXTS = new Translations();

  private final Locale language;

  public TextUi(Locale language) {
    this.language = language;
  }

  @Override
  public Locale getLocale() {
    return language;
  }

  @Override
  public String getTranslation(String key, Object... parameters) {
    return TEXTS.getTranslation(key, language, parameters);
  }
}
