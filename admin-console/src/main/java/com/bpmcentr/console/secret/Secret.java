package com.bpmcentr.console.secret;

/** A secret in the clear, on its way to the one person it is shown to; nothing logs it. */
public final class Secret {

  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The secret itself: for digesting it, and for the one answer that shows it. */
  public String reveal() {
    return text;
  }

  /** Its first characters, by which people tell secrets apart. */
  public String prefix(int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
