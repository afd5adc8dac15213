package com.bpmcentr.console.shell;

import com.vaadin.flow.component.page.ColorScheme;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Light, dark, or as the viewer's system has it. */
enum Theme {
  SYSTEM(ColorScheme.Value.LIGHT_DARK),
  LIGHT(ColorScheme.Value.LIGHT),
  DARK(ColorScheme.Value.DARK);

  private final ColorScheme.Value colorScheme;

  Theme(ColorScheme.Value colorScheme) {
    this.colorScheme = colorScheme;
  }

  ColorScheme.Value colorScheme() {
    return colorScheme;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Theme> ofCode(String code) {
    return Arrays.stream(values()).filter(theme -> theme.code().equals(code)).findFirst();
  }
}
