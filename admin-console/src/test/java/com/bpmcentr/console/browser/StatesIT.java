package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.shell.Translations;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands where nothing can be shown: said calmly, in the viewer's language, with a way on. */
@ConsoleTest
class StatesIT {

  /** By itself it would be a stripe of eight pixels after two seconds. */
  private static final String LASTING_HEIGHT =
      """
      async message => {
        await Promise.allSettled(message.getAnimations().map(animation => animation.finished));
        return getComputedStyle(message).maxHeight;
      }
      """;

  @Autowired private TestStaff staff;
  @Autowired private LicenseDatabase database;

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatCannotBeShown_isSaidInTheViewersLanguage(Language language) {
    String code = language.wireName();
    try (var line = new CutLine(staff.port());
        var browser = StaffBrowser.desktop(line.port(), code, "light")) {
      browser.signIn(staff.member(Role.SUPPORT));
      browser.open("audit");
      says(browser, language, "error.forbidden");
      withoutImports(
          () -> {
            browser.open("imports/" + UUID.randomUUID());
            says(browser, language, "error.failed");
            browser.follow("imports");
            says(browser, language, "list.failed");
          });
      // this list looks again by itself; asking for it is among the lists' own tests
      assertThat(words(browser, text(language, "list.failed"))).isHidden();
      browser.assertNoScriptFailed();
      cutOff(browser, line, language);
    }
  }

  private static void says(StaffBrowser browser, Language language, String key) {
    assertThat(words(browser, text(language, key))).isVisible();
    assertThat(words(browser, text(language, key + ".next"))).isVisible();
    browser.screenshot(language.wireName() + "/light/state-" + key);
  }

  /** The page says that the line is gone as long as it is, and no longer: nobody has to click. */
  private static void cutOff(StaffBrowser browser, CutLine line, Language language) {
    Page page = browser.page();
    Locator lost = page.getByText(text(language, "connection.lost"));
    // asks again by itself every two seconds
    browser.follow("edges");
    line.cut();
    assertThat(lost).isVisible();
    assertThat(page.locator(".v-status-message").evaluate(LASTING_HEIGHT)).isEqualTo("28px");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(StaffBrowser.picture(language.wireName() + "/light/state-connection.lost")));
    line.mend();
    assertThat(page.getByText(text(language, "connection.back"))).isVisible();
    assertThat(lost).isHidden();
  }

  /** The database does not answer for one of its tables. */
  private void withoutImports(Runnable look) {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    tables.sql("alter table customer_import rename to customer_import_away").update();
    try {
      look.run();
    } finally {
      tables.sql("alter table customer_import_away rename to customer_import").update();
    }
  }

  private static Locator words(StaffBrowser browser, String text) {
    return browser.page().getByText(text).first();
  }

  private static String text(Language language, String key) {
    return new Translations().getTranslation(key, Locale.of(language.wireName()));
  }
}
