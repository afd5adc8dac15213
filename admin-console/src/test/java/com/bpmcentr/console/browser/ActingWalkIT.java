package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.OnStale;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** What keeps staff from doing harm by accident, as it looks and works in a browser. */
@ConsoleTest
class ActingWalkIT {

  /** One more where the hour turns between the use and the look. */
  private static final Pattern STOPS = Pattern.compile("Stops 1 account, 9,12[01] checks a day");

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private ApiKeyService keys;
  @Autowired private ConnectorService connectors;
  @Autowired private LicenseDatabase database;
  @Autowired private Reauthentication reauthentication;
  @Autowired private Clock clock;

  private StaffBrowser browser;
  private Actor owner;
  private Customer customer;
  private UUID subscription;
  private ApiKey key;

  @BeforeEach
  void open() {
    owner = staff.member(Role.OWNER).actor();
    String mailbox = "acting-" + UUID.randomUUID();
    customer =
        customers
            .create(
                owner,
                new CustomerDetails(
                    mailbox + "@shop.example", "Acting", "Acting Ltd", "UA", Language.EN))
            .orElseThrow();
    subscription =
        subscriptions
            .create(
                owner,
                new NewSubscription(
                    customer.id(), "rozetka", Interval.MONTH, false, "1234567", null))
            .orElseThrow()
            .subscription()
            .id();
    key =
        keys.create(owner, customer.id(), new NewApiKey("Shop", Environment.PROD, null))
            .orElseThrow()
            .apiKey();
    used(9_120);
    browser = StaffBrowser.desktop(staff.port(), "en", "light");
    browser.signIn(staff.member(Role.OWNER));
  }

  @AfterEach
  void close() {
    browser.assertNoScriptFailed();
    browser.close();
  }

  @Test
  void suspend_whatIsInUse_saysWhomItStops_andIsUndoneFromTheNotice() {
    browser.open("subscriptions/" + subscription);
    browser.button("Suspend").click();
    assertThat(browser.page().getByText(STOPS)).isVisible();
    assertThat(browser.page().getByText("The last allowed check: at most")).isVisible();
    browser.field("Reason").fill("Payment dispute");
    assertThat(
            browser
                .page()
                .locator("vaadin-dialog[opened] .secondary")
                .getByText(Pattern.compile("^Rozetka – ")))
        .isVisible();
    browser.screenshot("acting-1-blast-radius");
    browser.dialogButton("Suspend").click();

    assertThat(browser.page().getByText("Suspended since")).isVisible();
    browser.screenshot("acting-2-undo");
    browser.button("Undo").click();

    assertThat(browser.button("Suspend")).isVisible();
    assertThat(browser.page().getByText("Suspended since")).hasCount(0);
    assertThat(browser.page().getByText("Undone right away")).isVisible();
  }

  @Test
  void edit_whatSomeoneElseSavedMeanwhile_showsMineAndTheirs_andKeepsWhatIsChosen() {
    browser.open("customers/" + customer.id());
    browser.button("Edit").click();
    browser.field("Company").fill("Mine Ltd");
    var details = customer.details();
    customers
        .edit(
            owner,
            customer.id(),
            customer.version(),
            new CustomerDetails(details.email(), "Their name", "Theirs Ltd", "PL", Language.EN))
        .orElseThrow();
    browser.dialogButton("Save").click();

    assertThat(browser.page().getByText("Mine: Mine Ltd")).isVisible();
    assertThat(browser.page().getByText("Theirs: Theirs Ltd")).isVisible();
    assertThat(browser.page().getByText("Both of you have changed it.")).hasCount(1);
    browser.page().getByLabel("Mine: Ukraine").check();
    browser.screenshot("acting-3-conflict");
    browser.dialogButton("Save choices").click();

    assertThat(heading("Their name")).isVisible();
    assertThat(customers.get(owner, customer.id()).orElseThrow().details())
        .isEqualTo(
            new CustomerDetails(details.email(), "Their name", "Mine Ltd", "UA", Language.EN));
  }

  @Test
  void leave_whatWasTyped_asksFirst_andGoesOnWhenDiscarded() {
    browser.open("customers");
    browser.follow("customers/" + customer.id());
    browser.button("Edit").click();
    assertThat(windowMayClose()).isTrue();
    browser.field("Company").fill("Typed Ltd");
    assertThat(windowMayClose()).isFalse();
    browser.page().keyboard().press("Escape");
    assertThat(browser.page().getByText("Close without saving?")).isVisible();
    browser.screenshot("acting-4-discard");
    browser.page().keyboard().press("Escape");
    assertThat(browser.page().getByText("Close without saving?")).hasCount(0);
    assertThat(browser.field("Company")).hasValue("Typed Ltd");

    browser.page().goBack();
    browser.dialogButton("Close without saving").click();

    browser.page().waitForURL(Pattern.compile("/customers$").asPredicate());
    assertThat(browser.field("Company")).hasCount(0);
    assertThat(windowMayClose()).isTrue();
  }

  @Test
  void revokeKey_longAfterTheLogIn_asksForThePasswordOnce() {
    browser.open("api-keys/" + key.id());
    Clock later = Clock.offset(clock, Duration.ofMinutes(6));
    ReflectionTestUtils.setField(reauthentication, "clock", later);
    try {
      browser.button("Revoke").click();
      browser.field("Reason").fill("Leaked");
      browser.field("Type " + key.prefix() + " to confirm").fill(key.prefix());
      browser.dialogButton("Revoke").click();
      browser.field("Password").fill("a wrong one");
      browser.dialogButton("Continue").click();
      assertThat(browser.page().locator("[slot=error-message]").getByText("The password is wrong"))
          .isVisible();
      browser.screenshot("acting-5-password");
      assertThat(keys.get(owner, key.id()).orElseThrow().revocation()).isNull();
      browser.field("Password").fill(staff.member(Role.OWNER).password());
      browser.dialogButton("Continue").click();
      assertThat(browser.button("Revoke")).hasCount(0);
      assertThat(keys.get(owner, key.id()).orElseThrow().revocation()).isNotNull();

      browser.open("customers/" + customer.id());
      browser.button("New API key").click();
      browser.field("Name").fill("Second");
      browser.dialogButton("Create key").click();
      assertThat(browser.page().locator("code.revealed")).isVisible();
    } finally {
      ReflectionTestUtils.setField(reauthentication, "clock", clock);
    }
  }

  @Test
  void staffActions_longAfterTheLogIn_askForThePassword() {
    TestStaff.Member member = staff.newMember(Role.SUPPORT);
    browser.open("staff/" + member.account().id());
    Clock later = Clock.offset(clock, Duration.ofMinutes(6));
    ReflectionTestUtils.setField(reauthentication, "clock", later);
    try {
      browser.button("New token").click();
      browser.field("Name").fill("Reports");
      asksForThePassword("Create token");
      browser.button("Edit").click();
      asksForThePassword("Save");
      browser.button("Disable").click();
      browser.field("Reason").fill("Left");
      String email = member.account().email();
      browser.field("Type " + email + " to confirm").fill(email);
      asksForThePassword("Disable");
      browser.button("Reset password").click();
      browser.dialogButton("Reset password").click();
      browser.field("Password").fill(staff.member(Role.OWNER).password());
      browser.dialogButton("Continue").click();
      assertThat(browser.page().locator("code.revealed")).isVisible();
    } finally {
      ReflectionTestUtils.setField(reauthentication, "clock", clock);
    }
  }

  private void asksForThePassword(String confirm) {
    browser.dialogButton(confirm).click();
    assertThat(browser.field("Password")).isVisible();
    browser.page().keyboard().press("Escape");
    assertThat(browser.field("Password")).hasCount(0);
    browser.page().keyboard().press("Escape");
    Locator discard = browser.dialogButton("Close without saving");
    Locator dialog = browser.page().getByRole(AriaRole.DIALOG);
    browser.settle();
    if (discard.count() > 0) {
      discard.click();
    }
    assertThat(dialog).hasCount(0);
  }

  @Test
  void rotateKey_withoutAnOverlap_saysWhomItStopsAndHasTheBeginningTyped() {
    browser.open("api-keys/" + key.id());
    browser.button("Rotate").click();
    assertThat(browser.page().getByText("Stops 1 account")).hasCount(0);
    browser.page().getByLabel("Not at all").check();
    assertThat(browser.page().getByText(STOPS)).isVisible();
    assertThat(browser.dialogButton("Rotate")).hasAttribute("theme", Pattern.compile(".*error.*"));
    browser.screenshot("acting-10-rotate-at-once");
    browser.dialogButton("Rotate").click();
    assertThat(browser.page().locator("[slot=error-message]").getByText("Type what is named above"))
        .isVisible();
    browser.field("Type " + key.prefix() + " to confirm").fill(key.prefix());
    browser.field("Reason").fill("Leaked");
    browser.dialogButton("Rotate").click();
    assertThat(browser.page().locator("code.revealed")).isVisible();
  }

  @Test
  void retireConnector_says_whoGoesOn_andIsUndone() {
    browser.open("connectors/vchasno");
    browser.button("Retire").click();
    assertThat(browser.page().getByText("Nobody is refused")).isVisible();
    browser.screenshot("acting-11-retire");
    browser.dialogButton("Retire").click();
    assertThat(browser.button("Publish")).isVisible();
    assertThat(browser.page().getByText("Feed position")).isVisible();
    browser.button("Undo").click();
    assertThat(browser.button("Retire")).isVisible();
  }

  @Test
  void editConnector_fromFreeToPaid_saysWhomItStopsAndHasTheNameTyped() {
    connectors
        .create(
            owner,
            "acting-free",
            new ConnectorDetails(
                "Acting free",
                "crm",
                Category.FREE,
                ConnectorState.PUBLISHED,
                Duration.ofDays(3),
                OnStale.REFUSE))
        .orElseThrow();
    browser.open("connectors/acting-free");
    browser.button("Edit").click();
    assertThat(browser.field("Type acting-free to confirm")).isHidden();
    browser.page().locator("vaadin-select").click();
    browser
        .page()
        .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Standard"))
        .click();
    assertThat(browser.page().getByText("No check passed in the last 24 hours")).isVisible();
    browser.dialogButton("Save").click();
    assertThat(browser.page().locator("[slot=error-message]").getByText("Type what is named above"))
        .isVisible();
    browser.field("Type acting-free to confirm").fill("acting-free");
    browser.dialogButton("Save").click();
    assertThat(browser.page().locator("[slot=error-message]").getByText("Give a reason"))
        .isVisible();
    browser.screenshot("acting-13-free-no-more");
    browser.field("Reason").fill("It costs us");
    browser.dialogButton("Save").click();
    assertThat(browser.page().getByText("$15.00 a month")).isVisible();
  }

  @Test
  void settings_whatSomeoneElseSavedMeanwhile_showsMineAndTheirs() {
    var api = staff.api(Role.OWNER);
    try {
      browser.open("settings");
      browser.button("Edit").click();
      spin("Trials per customer, in all").fill("4");
      browser.field("Reason").fill("A fourth");
      int version = api.get("/settings").json().path("version").asInt();
      api.patch(
          "/settings",
          "{\"version\":" + version + ",\"trialsPerCustomer\":5,\"reason\":\"a fifth\"}");
      browser.dialogButton("Save").click();
      assertThat(browser.page().getByText("Mine: 4")).isVisible();
      assertThat(browser.page().getByText("Theirs: 5")).isVisible();
      browser.screenshot("acting-12-settings-conflict");
      browser.dialogButton("Save choices").click();
      assertThat(browser.dialogButton("Save choices")).isHidden();
      assertThat(api.get("/settings").json().path("trialsPerCustomer").asInt()).isEqualTo(4);
    } finally {
      int version = api.get("/settings").json().path("version").asInt();
      api.patch(
          "/settings",
          "{\"version\":" + version + ",\"trialsPerCustomer\":3,\"reason\":\"as before\"}");
    }
  }

  @Test
  void typed_andThePageIsLoadedAnew_isOfferedAndGoneOnceDiscardedOrLoggedOut() {
    browser.page().onDialog(com.microsoft.playwright.Dialog::accept);
    String page = "api-keys/" + key.id();
    browser.open(page);
    browser.button("Revoke").click();
    browser.field("Reason").fill("Leaked");
    browser.field("Type " + key.prefix() + " to confirm").fill(key.prefix());
    browser.settle();
    browser.open(page);
    assertThat(browser.page().getByText("Not saved: “Revoke")).isVisible();
    assertThat(kept()).contains("Leaked").doesNotContain(key.prefix());
    browser.screenshot("draft-4-offered");
    browser.button("Continue").click();
    assertThat(browser.field("Reason")).hasValue("Leaked");
    assertThat(browser.field("Type " + key.prefix() + " to confirm")).hasValue("");
    browser.dialogButton("Discard").click();
    assertThat(browser.field("Reason")).hasValue("");
    assertThat(kept()).isEmpty();

    browser.field("Reason").fill("Again");
    browser.settle();
    inLanguage("uk");
    browser.open(page);
    browser.button("Продовжити").click();
    assertThat(browser.field("Причина")).hasValue("Again");
    inLanguage("en");
    browser.open(page);
    assertThat(browser.page().getByText("Not saved: “Revoke")).isVisible();
    menuItem("Account: " + staff.member(Role.OWNER).account().email()).click();
    menuItem("Log out").click();
    browser.page().waitForURL(url -> url.contains("/login"));
    assertThat(kept()).isEmpty();
  }

  private void inLanguage(String code) {
    browser
        .page()
        .context()
        .addCookies(List.of(new Cookie("console-language", code).setUrl(browser.page().url())));
  }

  /** What the browser keeps of forms. */
  private String kept() {
    return (String)
        browser
            .page()
            .evaluate(
                """
                Object.keys(sessionStorage).filter(key => key.startsWith('draft '))
                  .map(key => key + sessionStorage[key]).join()
                """);
  }

  private Locator spin(String name) {
    return browser.page().getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void bulk_tickedRows_arePreviewedAndDoneAsAJob() {
    UUID held =
        subscriptions
            .create(
                owner,
                new NewSubscription(customer.id(), "prom-ua", Interval.MONTH, false, "2", null))
            .orElseThrow()
            .subscription()
            .id();
    SubscriptionStatus before = status();
    subscriptions.suspend(owner, held, null, "before").orElseThrow();
    browser.open("subscriptions?customerId=" + customer.id());
    Locator boxes =
        browser
            .page()
            .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Select the row"));
    boxes.nth(0).click();
    browser.button("Select all found: 2").click();
    assertThat(boxes.nth(1)).isChecked();
    boxes.nth(1).click();
    assertThat(browser.page().getByText("1 selected")).isVisible();
    assertThat(boxes.nth(0)).isChecked();
    assertThat(boxes.nth(1)).not().isChecked();
    boxes.nth(1).click();
    assertThat(browser.page().getByText("2 selected")).isVisible();
    browser.screenshot("acting-6-ticked");
    previewThatTakesLong();
    browser.button("Suspend").click();
    assertThat(browser.page().getByText("It will be done to 1 of 2")).isVisible();
    assertThat(browser.page().getByText("is not possible in the state")).isVisible();
    assertThat(browser.page().getByText(STOPS)).isVisible();
    browser.field("Reason").fill("Payment dispute");
    assertThat(browser.page().getByText("Access is off at once")).isVisible();
    browser.screenshot("acting-7-bulk");
    browser.dialogButton("Suspend").click();

    assertThat(heading("Subscriptions: suspension")).isVisible();
    assertThat(browser.page().getByText("2 results")).isVisible();
    awaitStatus(SubscriptionStatus.SUSPENDED);

    browser.button("Undo what was done").click();
    assertThat(browser.page().getByText("It will be done to 1 of 1")).isVisible();
    browser.field("Reason").fill("A slip");
    browser.dialogButton("Resume").click();
    assertThat(heading("Subscriptions: resumption")).isVisible();
    assertThat(browser.link("what another job changed")).isVisible();
    awaitStatus(before);
  }

  private void awaitStatus(SubscriptionStatus status) {
    await().atMost(Duration.ofMinutes(1)).until(() -> status() == status);
  }

  private SubscriptionStatus status() {
    return subscriptions.get(owner, subscription).orElseThrow().row().status();
  }

  /** While somebody holds the table in which use is counted. */
  private void previewThatTakesLong() {
    try (Connection holder = database.dataSource(DatabaseRole.OWNER).getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table usage_hour in access exclusive mode");
      browser.button("Suspend").click();
      assertThat(browser.page().getByText("Looking at what would come of it…")).isVisible();
      assertThat(browser.page().getByText("0 of 2")).isVisible();
      browser.screenshot("acting-14-previewing");
      browser.dialogButton("Back").click();
      assertThat(browser.page().getByRole(AriaRole.DIALOG)).hasCount(0);
      holder.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(browser.page().getByText("2 selected")).isVisible();
  }

  @Test
  void list_isSavedAsAViewAndAsAFile() throws IOException {
    String filtered = "subscriptions?customerId=" + customer.id();
    browser.open(filtered);
    menuItem("Views").click();
    menuItem("Save this view…").click();
    browser.field("Name").fill("Their own");
    browser.screenshot("acting-8-save-view");
    browser.dialogButton("Save").click();
    assertThat(browser.page().getByText("View saved")).isVisible();

    browser.open("subscriptions");
    menuItem("Views").click();
    browser.screenshot("acting-9-views");
    menuItem("Their own").click();
    browser.page().waitForURL(url -> url.endsWith(filtered));
    browser.button("Show total").click();
    assertThat(browser.page().getByText("$15.00 a month")).isVisible();

    Download file = browser.page().waitForDownload(() -> browser.link("Save as CSV").click());
    assertThat(file.suggestedFilename()).isEqualTo("subscriptions.csv");
    List<String> lines = Files.readAllLines(file.path());
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("\uFEFFid,customerId,");
    assertThat(lines.getLast()).startsWith(subscription.toString());
  }

  private Locator menuItem(String name) {
    return browser
        .page()
        .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private boolean windowMayClose() {
    browser.settle();
    return (Boolean)
        browser.page().evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))");
  }

  private Locator heading(String name) {
    return browser.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** As an edge would have counted it: so often in the hour before, and once in the running one. */
  private void used(long calls) {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql(
            """
            insert into usage_hour (id, hour, key_id, subscription_id, test, connector, account,
                code, calls)
            select gen_random_uuid(), date_trunc('hour', clock_timestamp(), 'UTC') - h.ago, :key,
                :subscription, false, 'rozetka', '1234567', 'VALID', h.calls
              from (values (interval '1 hour', :calls), (interval '0', 1)) as h (ago, calls)
            """)
        .param("key", key.id())
        .param("subscription", subscription)
        .param("calls", calls)
        .update();
  }
}
