package com.bpmcentr.console.browser;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.api.Operation;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Translations;
import com.bpmcentr.console.staff.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each role's screens: what the menu shows, what opens, and what the pages offer to do. */
@ConsoleTest
class ScreenRolesIT {

  private static final String FORBIDDEN = "Your role does not open this page";

  /** A page of {@link SampleShop}, and a button there for an operation of the roles' table. */
  private record Offer(String page, String textKey, Operation operation) {

    String text() {
      return new Translations().getTranslation(textKey, Locale.ENGLISH);
    }
  }

  private static final List<Offer> OFFERS =
      List.of(
          new Offer("customers", "customers.new", Operation.CREATE_CUSTOMER),
          new Offer("customer", "action.edit", Operation.EDIT_CUSTOMER),
          new Offer("customer", "action.block", Operation.BLOCK_CUSTOMER),
          new Offer("customer", "api-keys.new", Operation.CREATE_API_KEY),
          new Offer("customer-blocked", "action.unblock", Operation.UNBLOCK_CUSTOMER),
          new Offer("subscription-active", "action.change_account", Operation.CHANGE_ACCOUNT),
          new Offer("subscription-active", "action.cancel", Operation.CANCEL),
          new Offer("subscription-active", "action.suspend", Operation.SUSPEND),
          new Offer("subscription-active", "action.revoke", Operation.REVOKE_SUBSCRIPTION),
          new Offer("subscription-suspended", "action.resume", Operation.RESUME),
          new Offer("api-key", "action.rotate", Operation.ROTATE_API_KEY),
          new Offer("api-key", "action.revoke", Operation.REVOKE_API_KEY),
          new Offer("connectors", "connectors.new", Operation.CREATE_CONNECTOR),
          new Offer("connector", "action.edit", Operation.EDIT_CONNECTOR),
          new Offer("connector", "action.retire", Operation.RETIRE_CONNECTOR),
          new Offer("connector", "action.add-secret", Operation.ADD_CONNECTOR_SECRET),
          new Offer("imports", "imports.new", Operation.START_IMPORT),
          new Offer("staff", "staff.new", Operation.CREATE_STAFF),
          new Offer("staff-member", "action.edit", Operation.EDIT_STAFF),
          new Offer("staff-member", "action.reset-password", Operation.RESET_PASSWORD),
          new Offer("staff-member", "action.disable", Operation.DISABLE_STAFF),
          new Offer("staff-member", "tokens.new", Operation.CREATE_ACCESS_TOKEN),
          new Offer("staff-member", "action.revoke", Operation.REVOKE_ACCESS_TOKEN),
          new Offer("settings", "action.edit", Operation.EDIT_SETTINGS),
          new Offer("account", "action.change-password", Operation.CHANGE_OWN_PASSWORD));

  @Autowired private TestStaff staff;
  @Autowired private SampleShop shop;

  @BeforeEach
  void somethingToShow() {
    shop.open();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void screens_ofEachRole_areAndOfferWhatTheTableSays(Role role) {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(role));
      browser.open("home");
      assertThat(menu(browser)).isEqualTo(screensOf(role));
      for (Screen screen : Screen.values()) {
        browser.follow(screen.path());
        assertThat(text(browser).contains(FORBIDDEN))
            .as("%s is closed to %s", screen, role)
            .isEqualTo(!role.may(screen.permission()));
      }
      assertThat(offered(browser)).isEqualTo(offersTo(role));
    }
  }

  private Map<String, TreeSet<String>> offered(StaffBrowser browser) {
    Map<String, TreeSet<String>> offered = new TreeMap<>();
    for (String page : pages()) {
      browser.follow(shop.screens().get(page));
      List<String> buttons =
          new ArrayList<>(browser.page().locator("vaadin-button").allInnerTexts());
      buttons.replaceAll(String::strip);
      TreeSet<String> known = new TreeSet<>();
      OFFERS.stream()
          .filter(offer -> offer.page().equals(page) && buttons.contains(offer.text()))
          .forEach(offer -> known.add(offer.text()));
      offered.put(page, known);
    }
    return offered;
  }

  private static Map<String, TreeSet<String>> offersTo(Role role) {
    Map<String, TreeSet<String>> offers = new TreeMap<>();
    pages().forEach(page -> offers.put(page, new TreeSet<>()));
    OFFERS.stream()
        .filter(offer -> role.may(offer.operation().permission()))
        .forEach(offer -> offers.get(offer.page()).add(offer.text()));
    return offers;
  }

  private static TreeSet<String> pages() {
    TreeSet<String> pages = new TreeSet<>();
    OFFERS.forEach(offer -> pages.add(offer.page()));
    return pages;
  }

  private static TreeSet<String> menu(StaffBrowser browser) {
    return new TreeSet<>(
        browser
                    .page()
                    .locator("vaadin-side-nav-item")
                    .evaluateAll("items => items.map(item => item.path)")
                instanceof List<?> paths
            ? paths.stream().map(String::valueOf).toList()
            : List.of());
  }

  private static TreeSet<String> screensOf(Role role) {
    return Stream.of(Screen.values())
        .filter(screen -> role.may(screen.permission()))
        .map(Screen::path)
        .collect(toCollection(TreeSet::new));
  }

  private static String text(StaffBrowser browser) {
    return browser.page().locator("body").innerText();
  }
}
