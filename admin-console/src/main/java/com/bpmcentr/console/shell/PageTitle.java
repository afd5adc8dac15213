package com.bpmcentr.console.shell;

/** What the browser's tab says. */
public final class PageTitle {

  private PageTitle() {}

  public static String of(String screen) {
    return screen + " · BPM Centr";
  }
}
