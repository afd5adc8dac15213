package com.bpmcentr.console.browser;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.Soak;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.api.Operation;
import com.bpmcentr.console.shell.Desk;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.Locator;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each role's screens: what the menu shows, what opens, and what the pages offer to do. */
@ConsoleTest
class ScreenRolesIT {

  private static final String FORBIDDEN = "Your role does not open this page";

  /** What may be looked at is what the menu and the pages show. */
  private static final Set<Permission> LOOKING =
      EnumSet.of(Permission.READ, Permission.READ_AUDIT, Permission.READ_STAFF);

  /** Operations without a button of their own here, each with its reason. */
  private static final Map<Operation, String> NO_BUTTON =
      Map.ofEntries(
          Map.entry(
              Operation.CHANGE_ACCOUNT_PAST_THE_LIMIT, "a box in the dialog of the usual change"),
          Map.entry(
              Operation.PREVIEW_MANY_SUBSCRIPTIONS, "what the button of the bulk action asks"),
          Map.entry(Operation.PREVIEW_MANY_CUSTOMERS, "likewise"),
          Map.entry(Operation.PREVIEW_MANY_API_KEYS, "likewise"),
          Map.entry(
              Operation.PREVIEW_IMPORT, "what the dialog of an import shows before it begins"),
          Map.entry(Operation.FETCH_IMPORT_KEYS, "a link to a file, which is fetched once"),
          Map.entry(
              Operation.RECORD_JOINT_PAYMENT, "a field in the dialog of a payment: BillingWalkIT"),
          Map.entry(Operation.RESTORE_DISCOUNTS, "in the notice that one was given: BillingWalkIT"),
          Map.entry(Operation.RETRY_DUE_WORK, "in the rows of what failed: FindAndExplainIT"),
          Map.entry(Operation.EDIT_OWN_ACCOUNT, "the switches of language and colours"),
          Map.entry(Operation.GET_OWN_ACCOUNT, "what the page of one's own account shows"),
          Map.entry(Operation.WITHDRAW_PRICE, "only while a price is to come: PriceWalkIT"),
          Map.entry(Operation.REISSUE, "only where another key has signed: RepairWalkIT"),
          Map.entry(Operation.REPAIR_FEED, "only where rows differ: RepairWalkIT"));

  @Autowired private TestStaff staff;
  @Autowired private SampleShop shop;
  @Autowired private Desk desk;

  @BeforeEach
  void somethingToShow() {
    shop.open();
  }

  @Test
  void offers_everyOperationThatChangesSomething_isAmongThemOrSaysWhyNot() {
    Set<Operation> expected =
        Stream.of(Operation.values())
            .filter(operation -> !LOOKING.contains(operation.permission()))
            .collect(toCollection(TreeSet::new));
    Set<Operation> named =
        Offer.ALL.stream()
            .flatMap(offer -> offer.operations().stream())
            .collect(toCollection(TreeSet::new));
    assertThat(named).doesNotContainAnyElementsOf(NO_BUTTON.keySet());
    named.addAll(NO_BUTTON.keySet());

    assertThat(named).isEqualTo(expected);
  }

  /** What one thing's page offers, as the server makes it; all but what stands in a list's rows. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void pagesOfOneThing_forEachRole_offerWhatTheTableSays(Role role) {
    Map<String, TreeSet<String>> offered = new TreeMap<>();
    Map<String, TreeSet<String>> expected = offersTo(role);
    expected.keySet().removeIf(page -> !shop.places().get(page).contains("/"));
    desk.sitDown(staff.member(role));
    try {
      for (String page : expected.keySet()) {
        String[] place = shop.places().get(page).split("/");
        offered.put(page, offersNamed(page, buttons(desk.page(place[0], place[1]))));
      }
    } finally {
      desk.leave();
    }
    assertThat(offered).isEqualTo(expected);
  }

  private static List<String> buttons(Component page) {
    return Parts.of(page, Button.class).stream()
        .filter(Component::isVisible)
        .map(Button::getText)
        .toList();
  }

  /** With {@code -Psoak} each; without, one that may all and one that may some. */
  @ParameterizedTest
  @MethodSource("roles")
  void screens_ofEachRole_areAndOfferWhatTheTableSays(Role role) {
    Map<String, TreeSet<String>> offered = new TreeMap<>();
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn(staff.member(role));
      assertThat(menu(browser)).isEqualTo(screensOf(role));
      for (Screen screen : Screen.values()) {
        browser.follow(screen.path());
        assertThat(text(browser).contains(FORBIDDEN))
            .as("%s is closed to %s", screen, role)
            .isEqualTo(!role.may(screen.permission()));
        if (pages().contains(screen.path())) {
          offered.put(screen.path(), offered(browser, screen.path()));
        }
      }
      for (String page : pages()) {
        if (!offered.containsKey(page)) {
          browser.follow(shop.places().get(page));
          offered.put(page, offered(browser, page));
        }
      }
    }
    assertThat(offered).isEqualTo(offersTo(role));
  }

  static List<Role> roles() {
    return Soak.isLong() ? List.of(Role.values()) : List.of(Role.OWNER, Role.SUPPORT);
  }

  /** With the first row ticked, where rows can be. */
  private static TreeSet<String> offered(StaffBrowser browser, String page) {
    if (Offer.isBulk(page)) {
      Locator boxes = browser.page().locator(Offer.BOXES);
      if (boxes.count() > 1) {
        // the first one is for all rows
        boxes.nth(1).click();
        browser.settle();
      }
    }
    List<String> buttons = new ArrayList<>(browser.page().locator("vaadin-button").allInnerTexts());
    buttons.replaceAll(String::strip);
    return offersNamed(page, buttons);
  }

  private static TreeSet<String> offersNamed(String page, List<String> buttons) {
    return Offer.ALL.stream()
        .filter(offer -> offer.page().equals(page) && buttons.contains(offer.text()))
        .map(Offer::text)
        .collect(toCollection(TreeSet::new));
  }

  private static Map<String, TreeSet<String>> offersTo(Role role) {
    Map<String, TreeSet<String>> offers = new TreeMap<>();
    pages().forEach(page -> offers.put(page, new TreeSet<>()));
    Offer.ALL.stream()
        .filter(offer -> offer.isFor(role))
        .forEach(offer -> offers.get(offer.page()).add(offer.text()));
    return offers;
  }

  private static TreeSet<String> pages() {
    return Offer.ALL.stream().map(Offer::page).collect(toCollection(TreeSet::new));
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
