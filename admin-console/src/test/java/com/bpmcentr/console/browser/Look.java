package com.bpmcentr.console.browser;

import com.bpmcentr.console.Soak;
import com.bpmcentr.console.shell.Translations;
import com.bpmcentr.license.Language;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** A language and a width of the window in which all that there is to see is looked at. */
record Look(Language language, boolean phone) {

  /** All of them in long runs, none otherwise. */
  static Stream<Look> inLongRuns() {
    return Soak.isLong() ? all() : Stream.empty();
  }

  static Stream<Look> onPhonesInLongRuns() {
    return inLongRuns().filter(Look::phone);
  }

  private static Stream<Look> all() {
    return Arrays.stream(Language.values())
        .flatMap(language -> Stream.of(new Look(language, false), new Look(language, true)));
  }

  StaffBrowser browser(int port) {
    String code = language.wireName();
    return phone
        ? StaffBrowser.phone(port, code, "light")
        : StaffBrowser.desktop(port, code, "light");
  }

  /** Keeps it in both themes, and has axe look at it. */
  void keep(StaffBrowser browser, String name) {
    browser.screenshot(picture("light", name));
    browser.show("dark");
    browser.keep(picture("dark", name));
    browser.show("light");
  }

  /** A page, with what is only seen by scrolling. */
  void keepWhole(StaffBrowser browser, String name) {
    browser.keepWhole(picture("light", name));
    browser.examine(picture("light", name));
    browser.show("dark");
    browser.keepWhole(picture("dark", name));
    browser.show("light");
  }

  String text(String key, Object... parts) {
    return new Translations().getTranslation(key, Locale.of(language.wireName()), parts);
  }

  private String picture(String theme, String name) {
    return language.wireName() + "/" + theme + "/" + (phone ? "phone-" : "") + name;
  }

  @Override
  public String toString() {
    return language.wireName() + (phone ? ", on a phone" : "");
  }
}
