package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Filters, sorts and their URL, on the list of connectors, which tests seldom change. */
@ConsoleTest
class ListIT {

  @Autowired private TestStaff staff;
  @Autowired private LicenseDatabase database;

  @Test
  void filter_typedAndChosen_isInTheUrlAndBackUndoesIt() {
    try (var browser = connectors()) {
      Page page = browser.page();
      browser.field("Search").fill("rozetka");
      page.waitForURL(url -> url.endsWith("?q=rozetka"));
      assertThat(page.getByText("1 connector", exactly())).isVisible();
      choose(browser, "Category", "Premium");
      page.waitForURL(url -> url.contains("category=premium"));
      assertThat(page.getByText("Nothing found")).isVisible();
      // a step that comes while the one before is still being answered is passed over by the client
      browser.settle();
      page.goBack();
      assertThat(page.getByText("1 connector", exactly())).isVisible();
      assertThat(browser.link("Rozetka")).isVisible();
      browser.settle();
      page.goBack();
      assertThat(browser.field("Search")).hasValue("");
      browser.settle();
      page.goForward();
      assertThat(browser.field("Search")).hasValue("rozetka");
      leadsBackToTheListAsItWasLeft(browser);
    }
  }

  /** It led to the list without filters, so that a search had to be typed anew for each row. */
  private static void leadsBackToTheListAsItWasLeft(StaffBrowser browser) {
    Page page = browser.page();
    browser.link("Rozetka").click();
    page.waitForURL(url -> url.endsWith("connectors/rozetka"));
    browser.settle();
    page.reload();
    Locator back = page.locator("a.back");
    assertThat(back).hasAttribute("href", "connectors?q=rozetka");
    try (Page otherTab = page.context().newPage()) {
      otherTab.navigate(page.url());
      assertThat(otherTab.locator("a.back")).hasText("← Connectors");
      assertThat(otherTab.locator("a.back")).hasAttribute("href", "connectors");
    }
    back.click();
    page.waitForURL(url -> url.endsWith("connectors?q=rozetka"));
    assertThat(browser.field("Search")).hasValue("rozetka");
    browser.button("Remove the filter Search: rozetka").click();
    page.waitForURL(url -> url.endsWith("/connectors"));
    browser.settle();
    browser.open("connectors/rozetka");
    assertThat(back).hasAttribute("href", "connectors");
  }

  @Test
  void clearAll_withFiltersOn_showsEverythingAgain() {
    try (var browser = connectors()) {
      browser.open("connectors?q=prom&category=standard");
      assertThat(browser.page().getByText("Category: Standard")).isVisible();
      browser.button("Remove the filter Category: Standard").click();
      browser.page().waitForURL(url -> url.endsWith("connectors?q=prom"));
      assertThat(browser.page().getByText("1 connector", exactly())).isVisible();
      browser.button("Clear all").first().click();
      browser.page().waitForURL(url -> url.endsWith("connectors"));
      // which ones come first depends on what others have made
      assertThat(browser.page().getByText("1 connector", exactly())).isHidden();
      assertThat(browser.field("Search")).hasValue("");
    }
  }

  @Test
  void clearAll_withTypedTextStillOnItsWay_clearsThatToo() {
    try (var browser = connectors()) {
      browser.open("connectors?category=standard");
      assertThat(browser.page().getByText("Category: Standard")).isVisible();
      // the server gets the text just before the click, and shows chips for it
      browser
          .page()
          .evaluate(
              """
              () => {
                const search = document.querySelector('.search input');
                search.value = 'rozetka';
                search.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
                [...document.querySelectorAll('.list-chips vaadin-button')]
                    .find(button => button.textContent === 'Clear all')
                    .click();
              }
              """);
      browser.page().waitForURL(url -> url.endsWith("/connectors"));
      assertThat(browser.page().getByText("Category: Standard")).isHidden();
      assertThat(browser.page().getByText("Search: rozetka")).isHidden();
      assertThat(browser.field("Search")).hasValue("");
    }
  }

  @Test
  void sort_byAHeader_isTheServersAndInTheUrl() {
    try (var browser = connectors()) {
      Page page = browser.page();
      page.locator("vaadin-grid-sorter").filter(named("Name")).click();
      page.waitForURL(url -> url.endsWith("?sort=name"));
      page.locator("vaadin-grid-sorter").filter(named("Name")).click();
      page.waitForURL(url -> url.endsWith("?sort=-name"));
      browser.settle();
      page.reload();
      browser.settle();
      assertThat(browser.path()).isEqualTo("connectors?sort=-name");
      assertThat(page.locator("vaadin-grid-sorter").filter(named("Name")))
          .hasAttribute("direction", "desc");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour=red", "sort=colour"})
  void queryThatTheListDoesNotKnow_isSaidSoWithAWayOut(String query) {
    try (var browser = connectors()) {
      browser.open("connectors?" + query);
      assertThat(browser.page().getByText("This filter is not understood")).isVisible();
      browser.button("Clear all").last().click();
      assertThat(browser.page().getByText("This filter is not understood")).isHidden();
      // whichever stands first: others have made connectors too
      assertThat(browser.page().locator("vaadin-grid a").first()).isVisible();
      browser.page().waitForURL(url -> url.endsWith("/connectors"));
    }
  }

  @Test
  void filter_withAValueThatIsNoChoice_isSaidSoAndStaysInTheUrl() {
    try (var browser = connectors()) {
      browser.open("connectors?state=zzz");
      assertThat(browser.page().getByText("This filter is not understood")).isVisible();
      assertThat(browser.page().getByText("State: zzz")).isVisible();
      browser.settle();
      assertThat(browser.path()).isEqualTo("connectors?state=zzz");
    }
  }

  /** Such a filter used to be on and nothing said so. */
  @Test
  void filter_thatTheScreenHasNoFieldFor_hasAChipAllTheSame() {
    try (var browser = connectors()) {
      browser.open("connectors?reserved=false&q=rozetka");
      assertThat(browser.page().getByText("Reserved: no")).isVisible();
      browser.button("Remove the filter Reserved: no").click();
      browser.page().waitForURL(url -> url.endsWith("connectors?q=rozetka"));
      assertThat(browser.page().getByText("Reserved: no")).isHidden();
      browser.open("subscriptions?connectorId=rozetka&endsUntil=2026-12-21");
      assertThat(browser.page().getByText("Connector: Rozetka")).isVisible();
      assertThat(browser.page().getByText("Ends by: Dec 21, 2026")).isVisible();
    }
  }

  /** Of the list itself, and of the views that are saved of it. */
  @ParameterizedTest
  @ValueSource(strings = {"connector", "saved_view"})
  void list_tableThatCannotBeRead_isSaidAndReadAgainWhenAsked(String table) {
    try (var browser = connectors()) {
      withoutTable(
          table,
          () -> {
            browser.open("connectors?category=standard");
            assertThat(browser.page().getByText("The list could not be loaded")).isVisible();
            assertThat(browser.page().getByText("Category: Standard")).isVisible();
          });
      browser.button("Try again").click();
      assertThat(browser.page().locator("vaadin-grid a").first()).isVisible();
      assertThat(browser.page().getByText("The list could not be loaded")).isHidden();
    }
  }

  /** Rows that stayed blank used to be all that was seen of it. */
  @Test
  void list_laterRowsThatCannotBeRead_areSaidAndReadAgainWhenAsked() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn(staff.member(Role.OWNER));
      browser.open("jobs/" + jobOfRows(10_300));
      assertThat(browser.page().getByText("10,300 results", exactly())).isVisible();
      withoutTable(
          "job_row",
          () -> {
            browser.page().locator("vaadin-grid").hover();
            browser.page().mouse().wheel(0, 6_000);
            assertThat(browser.page().getByText("The list could not be loaded")).isVisible();
          });
      browser.button("Try again").click();
      assertThat(browser.page().locator("vaadin-grid .cell-two-lines").first()).isVisible();
      assertThat(browser.page().locator("vaadin-grid a")).hasCount(0);
      assertThat(browser.page().getByText("10,300 results", exactly())).isVisible();
      assertEndsAtRow10000(browser);
    }
  }

  /** However long the list is: with its header it has one row more. */
  private static void assertEndsAtRow10000(StaffBrowser browser) {
    assertThat(browser.page().getByText("Scrolling ends at row 10,000")).isVisible();
    assertThat(browser.page().locator("vaadin-grid table")).hasAttribute("aria-rowcount", "10001");
    browser.page().locator("vaadin-grid .cell-two-lines").first().click();
    browser.page().keyboard().press("Control+End");
    assertThat(browser.page().locator("vaadin-grid tr[aria-rowindex='10001']")).isVisible();
  }

  @Test
  void list_withoutARow_saysThatThereIsNothingYet() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn(staff.member(Role.OWNER));
      browser.open("jobs/" + jobOfRows(0));
      assertThat(browser.page().getByText("Nothing was selected")).isVisible();
      assertThat(browser.page().getByText("Nothing found")).isHidden();
    }
  }

  private void withoutTable(String table, Runnable meanwhile) {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    tables.sql("alter table " + table + " rename to taken_away").update();
    try {
      meanwhile.run();
    } finally {
      tables.sql("alter table taken_away rename to " + table).update();
    }
  }

  /** Of a kind that nobody works on. */
  private UUID jobOfRows(int rows) {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    UUID job = UUID.randomUUID();
    tables
        .sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                reason, parameters, total, position, done, refused, created_at, started_at,
                ended_at)
            values (:job, 'sample', 'done', :staff, 'test', 'api', 'many rows',
                '{"type":"customer","action":"block"}',
                :rows, :rows, :rows, 0, now(), now(), now())
            """)
        .param("job", job)
        .param("staff", staff.member(Role.OWNER).account().id())
        .param("rows", rows)
        .update();
    tables
        .sql(
            """
            insert into job_row (job_id, number, subject, outcome)
            select :job, number, gen_random_uuid(), 'done' from generate_series(1, :rows) number
            """)
        .param("job", job)
        .param("rows", rows)
        .update();
    return job;
  }

  private StaffBrowser connectors() {
    var browser = StaffBrowser.desktop(staff.port(), "en", "light");
    browser.signIn(staff.member(Role.OWNER));
    browser.open("connectors");
    return browser;
  }

  private static void choose(StaffBrowser browser, String label, String value) {
    browser.page().locator("vaadin-select").filter(named(label)).click();
    browser.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(value)).click();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Locator.FilterOptions named(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
