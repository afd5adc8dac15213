package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Getting in and out, language and theme, and pages that are none. */
@ConsoleTest
class ShellIT {

  @Autowired private TestStaff staff;

  @Test
  void logIn_wrongPassword_isToldWithoutSayingWhatIsWrong() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn("nobody-3@bpmcentr.example", "wrong");
      assertThat(browser.page().getByText("E-mail or password is wrong")).isVisible();
      browser.screenshot("login-refused");
      for (int i = 0; i < 4; i++) {
        browser.fillLogin("nobody-3@bpmcentr.example", "wrong");
        browser.settle();
        browser.page().waitForURL(url -> url.contains("/login?"));
      }
      assertThat(browser.page().getByText("Too many attempts")).isVisible();
      assertThat(browser.page().getByText("Try again in 15 minutes.")).isVisible();
      browser.screenshot("login-too-many");
      browser.open("login?wait=99");
      assertThat(browser.page().getByText("Too many attempts")).isHidden();
    }
  }

  @Test
  void logIn_afterAskingForAScreen_leadsThereAndLogOutLeadsBack() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.open("connectors?state=retired");
      assertThat(browser.path()).startsWith("login");
      browser.logIn(staff.member(Role.SUPPORT));
      assertThat(browser.path()).startsWith("connectors");
      openMenu(browser, "Account: " + staff.member(Role.SUPPORT).account().email());
      browser.page().getByRole(AriaRole.MENUITEM, menuItem("Log out")).click();
      browser.page().waitForURL(url -> url.endsWith("/login") || url.contains("/login?"));
    }
  }

  @Test
  void switches_languageAndTheme_holdAfterTheNextPage() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "system")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("home");
      openMenu(browser, "Language");
      browser.page().getByRole(AriaRole.MENUITEM, menuItem("Українська")).click();
      assertThat(heading(browser, "Головна")).isVisible();
      openMenu(browser, "Кольори");
      browser.page().getByRole(AriaRole.MENUITEM, menuItem("Темні")).click();
      assertThat(browser.page().locator("html")).hasAttribute("theme", "dark");
      browser.open("connectors");
      assertThat(heading(browser, "Конектори")).isVisible();
      assertThat(browser.page().locator("html")).hasAttribute("theme", "dark");
      assertThat(browser.page().locator("html")).hasAttribute("lang", "uk");
    }
  }

  /** As Chromium counts it: headers and compressed bodies of all that came, with an empty cache. */
  @Test
  void firstScreens_withAnEmptyCache_areAtMost600KilobytesOverTheWire() {
    try (var browser = StaffBrowser.desktop(staff.port(), "uk", "light")) {
      var names = new ConcurrentHashMap<String, String>();
      var loaded = new ConcurrentSkipListMap<String, Long>();
      CDPSession network = browser.page().context().newCDPSession(browser.page());
      network.on(
          "Network.requestWillBeSent",
          asked ->
              names.put(
                  asked.get("requestId").getAsString(),
                  asked.getAsJsonObject("request").get("url").getAsString()));
      network.on(
          "Network.loadingFinished",
          came ->
              loaded.merge(
                  names.getOrDefault(came.get("requestId").getAsString(), "?"),
                  came.get("encodedDataLength").getAsLong(),
                  Long::sum));
      network.send("Network.enable");
      browser.logIn(staff.member(Role.OWNER));
      assertThat(heading(browser, "Головна")).isVisible();
      browser.settle();
      long bytes = loaded.values().stream().mapToLong(Long::longValue).sum();
      System.out.printf("first screens over the wire: %,d bytes%n%s%n", bytes, loaded);
      // were it less than a tenth of that, not all of it was seen
      assertThat(bytes).as(loaded.toString()).isBetween(60_000L, 600_000L);
    }
  }

  @Test
  void systemTheme_onADarkSystem_isDark() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "system")) {
      browser.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      browser.open("login");
      assertThat(brightness(browser)).isLessThan(80);
      browser.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      assertThat(brightness(browser)).isGreaterThan(180);
    }
  }

  @Test
  void audit_forSupport_isNeitherInTheMenuNorOpened() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.SUPPORT));
      browser.open("home");
      assertThat(browser.link("Customers")).isVisible();
      assertThat(browser.link("Audit log")).hasCount(0);
      browser.open("audit");
      assertThat(heading(browser, "Your role does not open this page")).isVisible();
      browser.screenshot("forbidden");
    }
    var log =
        staff
            .api(Role.OWNER)
            .get("/audit?filter%5Boperation%5D=screen.open&filter%5BtargetId%5D=audit")
            .json();
    assertThat(log.at("/meta/totalItems").asInt()).isEqualTo(1);
    assertThat(log.at("/data/0/outcome").asString()).isEqualTo("refused");
    assertThat(log.at("/data/0/role").asString()).isEqualTo("support");
    assertThat(log.at("/data/0/targetId").asString()).isEqualTo("audit");
  }

  @Test
  void auditor_onASubscription_isOfferedNothingToChange() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.AUDITOR));
      browser.open("customers");
      assertThat(heading(browser, "Customers")).isVisible();
      assertThat(browser.button("New customer")).hasCount(0);
      browser.open("audit");
      assertThat(browser.page().getByText("The chain is intact")).isVisible();
      browser.button("Check the chain").click();
      browser.settle();
      assertThat(browser.page().getByText("Following the chain…")).isHidden();
      assertThat(browser.page().getByText("The chain is intact")).isVisible();
    }
  }

  @Test
  void unknownPage_loggedIn_saysSoInTheFrame() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("no-such-page");
      assertThat(heading(browser, "Page not found")).isVisible();
      assertThat(browser.link("Customers")).isVisible();
    }
  }

  @Test
  void keyboard_throughTheLoginPage_showsWhereItIs() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.open("login");
      Page page = browser.page();
      page.locator("input[name=username]").focus();
      page.keyboard().press("Tab");
      assertThat(page.locator("input[name=password]")).isFocused();
      assertThat(page.locator("vaadin-password-field")).hasAttribute("focus-ring", "");
    }
  }

  private static Locator heading(StaffBrowser browser, String text) {
    return browser
        .page()
        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
  }

  private static void openMenu(StaffBrowser browser, String name) {
    browser.page().getByRole(AriaRole.MENUITEM, menuItem(name).setExact(true)).click();
  }

  private static Page.GetByRoleOptions menuItem(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** Of the page's middle, 0 to 255, as it is painted. */
  private static int brightness(StaffBrowser browser) {
    byte[] shot = browser.page().screenshot();
    return Painted.brightness(shot);
  }
}
