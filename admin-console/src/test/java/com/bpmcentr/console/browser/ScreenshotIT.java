package com.bpmcentr.console.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.OwnClasses;
import com.bpmcentr.console.Soak;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.shell.LoginView;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.options.BoundingBox;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every screen in every language and both themes, kept for someone to look at. */
@ConsoleTest
class ScreenshotIT {

  @Autowired private TestStaff staff;
  @Autowired private SampleShop shop;

  @BeforeEach
  void somethingToShow() {
    shop.open();
  }

  /** In the language with the longest words, with {@code -Psoak} in each. */
  @ParameterizedTest
  @MethodSource("languages")
  void screen_inEachLanguageThemeAndWidth_isWholeAndTranslated(Language language) {
    String code = language.wireName();
    try (var browser = StaffBrowser.desktop(staff.port(), code, "light")) {
      browser.open("login");
      lookInBothWidths(browser, code, "login");
      browser.signIn(staff.member(Role.OWNER));
      browser.open("home");
      lookAtEach(browser, code);
      browser.resize(true);
      lookAtEach(browser, code);
      browser.resize(false);
      lookAtTheLargest(browser, code);
      browser.follow("imports");
      browser.page().locator(".page-head vaadin-button").click();
      lookInBothWidths(browser, code, "import-dialog");
      browser.assertNoScriptFailed();
    }
  }

  static List<Language> languages() {
    return Soak.isLong() ? List.of(Language.values()) : List.of(Language.UK);
  }

  @Test
  void screens_thatAreLookedAt_areAllThatThereAre() {
    assertThat(OwnClasses.annotatedWith(Route.class))
        .extracting(page -> page.getAnnotation(Route.class).value())
        .filteredOn(route -> shop.screens().values().stream().noneMatch(leadsTo(route)))
        .as("routes besides the login and the way home")
        .containsExactlyInAnyOrder(LoginView.PATH, "");
  }

  private static Predicate<String> leadsTo(String route) {
    return Pattern.compile(route.replaceAll(":\\w+", "[^/?]+") + "(\\?.*)?").asMatchPredicate();
  }

  /** In the width that the window has: another one costs a page as much as to open it. */
  private void lookAtEach(StaffBrowser browser, String language) {
    for (Map.Entry<String, String> screen : shop.screens().entrySet()) {
      // a page takes four times as long to load: the walks open each by its address
      browser.follow(screen.getValue());
      look(browser, language, screen.getKey());
    }
  }

  private static void lookInBothWidths(StaffBrowser browser, String language, String name) {
    look(browser, language, name);
    browser.resize(true);
    look(browser, language, name);
    browser.resize(false);
  }

  /** On the largest screens the page keeps to a width that can be read, in the middle. */
  private void lookAtTheLargest(StaffBrowser browser, String language) {
    browser.page().setViewportSize(3840, 2160);
    for (String screen : List.of("home", "customers", "customer")) {
      browser.follow(shop.screens().get(screen));
      browser.keep(language + "/light/4k-" + screen);
      browser.assertFitsItsWidth();
      BoundingBox page = browser.page().locator("main.page").boundingBox();
      BoundingBox menu = browser.page().locator("vaadin-side-nav").boundingBox();
      assertThat(page.width).as("width of %s", screen).isBetween(1_500.0, 2_400.0);
      assertThat(page.x + page.width / 2)
          .as("middle of %s", screen)
          .isCloseTo((3_840 + menu.x + menu.width) / 2, within(20.0));
    }
  }

  private static void look(StaffBrowser browser, String language, String screen) {
    String name = browser.isPhone() ? "phone-" + screen : screen;
    keep(browser, language, name);
    assertThat(browser.page().locator("html").getAttribute("lang")).isEqualTo(language);
    assertThat(browser.page().locator("body").innerText())
        .as("texts of %s in %s", name, language)
        .doesNotContain("!" + language + ":");
    if (browser.isPhone()) {
      assertThat(browser.page().locator("vaadin-menu-bar > [slot=overflow]:visible").count())
          .as("menus of %s that hide others", name)
          .isZero();
    }
    if (!browser.isPhone() || Soak.isLong()) {
      browser.examine(name);
    }
  }

  private static void keep(StaffBrowser browser, String language, String name) {
    browser.show("light");
    browser.keepWhole(language + "/light/" + name);
    if (Soak.isLong()) {
      browser.show("dark");
      browser.keepWhole(language + "/dark/" + name);
      browser.show("light");
    }
    browser.assertFitsItsWidth();
  }
}
