package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists, dialogs and menus without a mouse, and always to be seen where one is. */
@ConsoleTest
class KeyboardIT {

  /** What has the focus, whether it is on top where it stands, marked, and in an open dialog. */
  private static final String FOCUSED =
      """
      () => {
        let element = document.activeElement;
        while (element.shadowRoot?.activeElement) {
          element = element.shadowRoot.activeElement;
        }
        if (element === document.body) {
          return 'nothing';
        }
        const around = from => {
          const all = [];
          for (let at = from; at; at = at.assignedSlot ?? at.parentNode ?? at.host) {
            all.push(at);
          }
          return all;
        };
        const box = element.getBoundingClientRect();
        const x = box.x + box.width / 2;
        const y = box.y + box.height / 2;
        let top;
        for (let inner = document.elementFromPoint(x, y); inner && inner !== top;
            inner = top.shadowRoot?.elementFromPoint(x, y)) {
          top = inner;
        }
        const hosts = around(element);
        const marked = hosts.filter(one => one instanceof Element).some(one =>
            one.hasAttribute('focus-ring') || one.hasAttribute('navigating')
            || getComputedStyle(one).outlineStyle !== 'none');
        const name = element.getAttribute('aria-label') ?? element.textContent.trim();
        return `${element.localName} ${name.slice(0, 40)}:`
            + (around(top).includes(element) || hosts.includes(top) ? '' : ' covered')
            + (marked ? '' : ' unmarked')
            + (hosts.some(one => one.localName === 'vaadin-dialog') ? ' in a dialog' : '');
      }
      """;

  private static final int MORE_THAN_ANY_PAGE_HAS = 120;

  @Autowired private TestStaff staff;
  @Autowired private SampleShop shop;

  @BeforeEach
  void somethingToShow() {
    shop.open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"customer", "subscriptions"})
  void tab_throughAPage_alwaysShowsWhereItIs(String screen) {
    try (var browser = StaffBrowser.phone(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open(shop.screens().get(screen));
      Set<String> stops = new LinkedHashSet<>();
      for (int i = 0; i < MORE_THAN_ANY_PAGE_HAS; i++) {
        browser.page().keyboard().press("Tab");
        String stop = String.valueOf(browser.page().evaluate(FOCUSED));
        if (stop.equals("nothing")) {
          break;
        }
        stops.add(stop);
      }
      assertThat(stops).hasSizeGreaterThan(10).allMatch(stop -> stop.endsWith(":"));
    }
  }

  @Test
  void dialog_leftOrDone_givesTheFocusBackToItsButtonOrTheHeading() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open(shop.screens().get("customer"));
      Page page = browser.page();
      Locator block = browser.button("Block");
      block.focus();
      page.keyboard().press("Enter");
      page.waitForCondition(() -> isInADialog(page.evaluate(FOCUSED)));
      Set<String> stops = new LinkedHashSet<>();
      for (int i = 0; i < 6; i++) {
        stops.add(String.valueOf(page.evaluate(FOCUSED)));
        page.keyboard().press("Tab");
      }
      assertThat(stops).hasSizeGreaterThan(2).allMatch(KeyboardIT::isInADialog);
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(block).isFocused();
      // the page is drawn anew: with another button in the place of this one, and with the same one
      page.keyboard().press("Enter");
      page.getByLabel("Reason").fill("Chargeback");
      browser.dialogButton("Block").press("Enter");
      assertThat(block).hasCount(0);
      assertThat(page.locator("h1")).isFocused();
      browser.button("Unblock").press("Enter");
      page.getByLabel("Reason").fill("Paid after all");
      browser.dialogButton("Unblock").press("Enter");
      assertThat(block).isVisible();
      assertThat(page.locator("h1")).isFocused();
      browser.button("Edit").press("Enter");
      browser.dialogButton("Save").press("Enter");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(browser.button("Edit")).isFocused();
    }
  }

  private static boolean isInADialog(Object stop) {
    return String.valueOf(stop).endsWith(" in a dialog");
  }

  @Test
  void list_byArrowsAndEnter_opensTheRow() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("connectors?q=rozetka");
      Page page = browser.page();
      page.keyboard().press("/");
      assertThat(browser.field("Search")).isFocused();
      browser.link("Rozetka").waitFor();
      for (int i = 0;
          i < MORE_THAN_ANY_PAGE_HAS
              && !(Boolean) page.evaluate("document.activeElement.localName === 'vaadin-grid'");
          i++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.endsWith("connectors/rozetka"));
    }
  }

  @Test
  void menu_openedByEnterAndLeftByEsc_givesTheFocusBack() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("home");
      Page page = browser.page();
      Locator language =
          page.getByRole(
              AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Language").setExact(true));
      language.focus();
      page.keyboard().press("Enter");
      Locator ukrainian =
          page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Українська"));
      assertThat(ukrainian).isVisible();
      page.keyboard().press("Escape");
      assertThat(ukrainian).hasCount(0);
      assertThat(language).isFocused();
    }
  }
}
