package com.bpmcentr.console.shell;

/** How a status is coloured. The word beside it always says the same. */
public enum Tone {
  GOOD("success"),
  ATTENTION("warning"),
  BAD("error"),
  NEUTRAL("contrast"),
  CALM("");

  private final String theme;

  Tone(String theme) {
    this.theme = theme;
  }

  /** The badge's theme attribute. */
  public String theme() {
    return theme;
  }
}
