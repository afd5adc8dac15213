package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every dialog that a button opens, as it says what is missing, in each language and width and both
 * themes, kept for someone to look at. With {@code -Psoak} alone: the walks open them too, in one
 * language.
 */
@ConsoleTest
class DialogGalleryIT {

  @Autowired private TestStaff staff;
  @Autowired private SampleShop shop;
  @Autowired private JdbcClient database;

  @BeforeEach
  void somethingToShow() {
    shop.open();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void dialog_ofEachButton_isWhole_andLeftByEscChangesNothing(Look look) {
    TestStaff.Member owner = staff.newMember(Role.OWNER);
    try (var browser = look.browser(staff.port())) {
      browser.signIn(owner);
      browser.open("home");
      String shown = "";
      for (Offer offer : Offer.ALL) {
        if (offer.opensADialog()) {
          if (!offer.page().equals(shown)) {
            show(browser, offer.page());
            shown = offer.page();
          }
          browser.page().locator("[data-action='" + offer.textKey() + "']").click();
          check(browser, look, "dialog-" + offer.page() + "-" + offer.textKey());
        }
      }
      browser.assertNoScriptFailed();
    }
    assertThat(deeds(owner)).isEmpty();
  }

  private void show(StaffBrowser browser, String page) {
    if (!Offer.isBulk(page)) {
      browser.follow(shop.places().get(page));
      return;
    }
    browser.follow(page + "?q=shop.example");
    browser.page().locator(Offer.BOXES).nth(1).click();
    // the first button takes all that the filter finds, of which some can be done with as asked
    Locator allFound = browser.page().locator(".selection-bar vaadin-button").first();
    allFound.click();
    assertThat(allFound).isHidden();
    browser.settle();
  }

  private static void check(StaffBrowser browser, Look look, String name) {
    OpenDialog dialog = OpenDialog.of(browser);
    if (dialog.hasAnEmptyField()) {
      dialog.goOnWithoutWhatIsMissing();
    }
    dialog.scrollToTheBeginning();
    look.keep(browser, name);
    dialog.assertWhole(name);
    if (dialog.scrollToTheEnd()) {
      look.keep(browser, name + "-end");
    }
    assertThat(browser.page().locator("body").innerText())
        .as("texts of %s", name)
        .doesNotContain("!" + look.language().wireName() + ":");
    dialog.leave();
  }

  /** But for the log-in. */
  private List<String> deeds(TestStaff.Member member) {
    return database
        .sql(
            """
            select operation || ' ' || target_id from audit_entry
             where actor_id = :id and outcome = 'done' and operation <> 'staff.login'
            """)
        .param("id", member.account().id())
        .query(String.class)
        .list();
  }
}
