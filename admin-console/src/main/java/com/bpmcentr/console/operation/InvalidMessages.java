package com.bpmcentr.console.operation;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The screens' texts about invalid fields, in English: programs' authors read them. */
public final class InvalidMessages {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle(
          "vaadin-i18n.translations",
          Locale.ENGLISH,
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));

  private InvalidMessages() {}

  public static String text(String key) {
    return text(key, List.of());
  }

  public static String text(String key, List<Object> arguments) {
    if (!TEXTS.containsKey(key)) {
      return key;
    }
    return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(arguments.toArray());
  }
}
