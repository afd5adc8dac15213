package com.bpmcentr.console.shell;

/** What the browser's tab says. */
public final class PageTitle {

  static final String PRODUCT = "BPM Centr";

  private PageTitle() {}

  public static String of(String screen) {
    return screen + " · " + PRODUCT;
  }
}
