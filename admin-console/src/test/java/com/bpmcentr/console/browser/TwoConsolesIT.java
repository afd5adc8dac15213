package com.bpmcentr.console.browser;

import static com.bpmcentr.console.LiveConsole.await;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleProcess;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.TlsProxy;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Two consoles as programs of their own on one database, each killed in the middle of something:
 * what was being done goes on at the other, and what was being typed is there again. The first
 * writes its log for machines, and each line of it is one object.
 */
class TwoConsolesIT {

  private static final int MANY = 300;

  private final LicenseDatabase database = TestDatabases.create();
  private final Map<String, String> environment = ConsoleTestEnvironment.environment(database);
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));

  @Test
  void twoConsoles_eachKilledInTheMiddle_loseNothingAndDoEachThingOnce() throws Exception {
    ConsoleConfig config = ConsoleConfig.read(environment);
    try (ConsoleProcess first = ConsoleProcess.start(withLogForMachines());
        EdgeProcess edge = EdgeProcess.start("edge-1", database, config)) {
      assertEachLineIsAnObject(first.said());
      Properties owner = credentials();
      ApiClient atFirst = new ApiClient(first.port(), owner.getProperty("API_TOKEN"));
      importMany(atFirst);
      UUID runnerOfFirst = jdbc.sql("select runner from job").query(UUID.class).single();

      try (TlsProxy proxy = TlsProxy.start();
          ConsoleProcess second = ConsoleProcess.start(behind(proxy));
          StaffBrowser browserAtFirst = StaffBrowser.desktop(first.port(), "uk", "light");
          StaffBrowser browserAtSecond = StaffBrowser.through(proxy.url(), "en", "light")) {
        proxy.standBefore(second.port());
        ApiClient atSecond = new ApiClient(second.port(), owner.getProperty("API_TOKEN"));
        logIn(browserAtFirst, owner);
        logInThroughTheProxy(browserAtSecond, proxy, owner, atFirst);
        String customer = sideBySide(atFirst, atSecond, browserAtSecond);

        browserAtFirst.load("customers/" + customer);
        browserAtFirst.button("Змінити").click();
        browserAtFirst.field("Компанія").fill("Half typed");
        browserAtFirst.settle();
        boolean firstRuns;
        String job;
        try (Connection held = holdOneInTheMiddle()) {
          job =
              atFirst
                  .post(
                      "/subscriptions/bulk",
                      "{\"action\":\"suspend\",\"filter\":{\"connectorId\":\"prom-ua\"},"
                          + "\"reason\":\"test\"}")
                  .text("id");
          await("the job is in its middle", () -> processed(job) > 0);
          browserAtSecond.load("jobs/" + job);
          assertThat(browserAtSecond.page().getByText("of " + MANY).first()).isVisible();
          firstRuns = runner(job).equals(runnerOfFirst);
          (firstRuns ? first : second).kill();
          assertThat(processed(job)).isLessThan(MANY);
          held.rollback();
        }
        ConsoleProcess left = firstRuns ? second : first;
        ApiClient atLeft = firstRuns ? atSecond : atFirst;
        if (firstRuns) {
          assertThat(browserAtSecond.page().getByText(MANY + " of " + MANY).first()).isVisible();
        }
        awaitDone(atLeft, job);
        assertEachOnce(atLeft, job);
        assertFeedHasNoGaps();

        left.kill();
        first.kill();
        typedMore(browserAtFirst);
        try (ConsoleProcess again = first.startAgain()) {
          assertThatTypedIsThere(browserAtFirst, again, owner, customer);
        }
      }
    }
  }

  private Map<String, String> withLogForMachines() {
    Map<String, String> first = new HashMap<>(environment);
    first.put("CONSOLE_LOG_FORMAT", "json");
    return first;
  }

  private static void assertEachLineIsAnObject(String log) {
    List<JsonNode> lines = log.lines().map(ApiClient.JSON::readTree).toList();
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.propertyNames())
                    .contains("timestamp", "level", "loggerName", "formattedMessage"));
    assertThat(lines)
        .extracting(line -> line.path("formattedMessage").asString())
        .as("the migrations', which come before Spring, and Spring's own")
        .anyMatch(message -> message.startsWith("Successfully applied "))
        .anyMatch(message -> message.startsWith("Started AdminConsole"));
  }

  private Map<String, String> behind(TlsProxy proxy) {
    Map<String, String> second = ConsoleProcess.beside(environment);
    second.put("CONSOLE_PUBLIC_URL", proxy.url().toString());
    second.put("CONSOLE_TRUSTED_PROXIES", "127.0.0.1");
    return second;
  }

  /**
   * The console itself speaks no TLS, and yet all of it is as by TLS; a client's word counts not.
   */
  private static void logInThroughTheProxy(
      StaffBrowser browser, TlsProxy proxy, Properties owner, ApiClient api) {
    Page page = browser.page();
    page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "198.51.100.1"));
    browser.load("customers?q=deep");
    assertThat(page.url()).isEqualTo(proxy.url() + "/login");
    browser.fillLogin(owner.getProperty("STAFF_EMAIL"), owner.getProperty("STAFF_PASSWORD"));
    page.locator("vaadin-app-layout").waitFor();
    browser.settle();
    assertThat(page.url()).isEqualTo(proxy.url() + "/customers?q=deep");
    assertThat(page.context().cookies())
        .filteredOn(cookie -> cookie.name.equals("JSESSIONID"))
        .singleElement()
        .satisfies(cookie -> assertThat(cookie.secure).isTrue());
    assertThat(page.request().get(proxy.url() + "/login").headers())
        .containsKey("strict-transport-security");
    JsonNode entry =
        api.get("/audit?filter%5Boperation%5D=staff.login&limit=1").json().at("/data/0");
    assertThat(entry.path("address").asString()).isEqualTo(TlsProxy.CLIENT);
  }

  /** What is done at one is seen at the other, and nobody saves over anybody unasked. */
  private static String sideBySide(
      ApiClient atFirst, ApiClient atSecond, StaffBrowser browserAtSecond) {
    Response made =
        atFirst.post(
            "/customers",
            "{\"email\":\"side@shop.example\",\"name\":\"Side\",\"country\":\"UA\",\"locale\":\"uk\"}");
    String customer = "/customers/" + made.text("id");
    assertThat(atSecond.get(customer).text("name")).isEqualTo("Side");
    int version = made.json().path("version").asInt();
    Response saved =
        atSecond.patch(customer, "{\"version\":%d,\"name\":\"Beside\"}".formatted(version));
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    assertThat(
            atFirst
                .patch(customer, "{\"version\":%d,\"name\":\"Mine\"}".formatted(version))
                .status())
        .isEqualTo(409);
    browserAtSecond.load("customers?q=side@shop.example");
    assertThat(browserAtSecond.page().getByText("Beside").first()).isVisible();

    Response key =
        atFirst.post(customer + "/api-keys", "{\"name\":\"Main\",\"environment\":\"prod\"}");
    String position = key.header("License-Position").orElseThrow();
    for (ApiClient each : List.of(atFirst, atSecond)) {
      await(
          "the receipt", () -> each.get("/receipts/" + position).json().path("edges").size() == 1);
    }
    browserAtSecond.link("Beside").first().click();
    browserAtSecond.button("Block").click();
    browserAtSecond.field("Reason").fill("test");
    browserAtSecond.dialogButton("Block").click();
    assertThat(browserAtSecond.page().getByText("In force on 1 of 1 edge").first()).isVisible();
    return made.text("id");
  }

  private void importMany(ApiClient api) {
    String lines =
        IntStream.rangeClosed(1, MANY)
            .mapToObj(
                i ->
                    """
                    {"externalId":"m-%d","email":"m-%d@shop.example","name":"Many","country":"UA",\
                    "locale":"uk","keys":[],"subscriptions":[{"connectorId":"prom-ua",\
                    "interval":"month","makeAccountId":"m-%d"}]}"""
                        .formatted(i, i, i))
            .collect(Collectors.joining("\n"));
    Response started = api.post("/imports", lines, "Content-Type", "application/x-ndjson");
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    await(
        "the import", () -> api.get("/imports/" + started.text("id")).text("state").equals("done"));
  }

  /** Which console works on it. */
  private UUID runner(String job) {
    return jdbc.sql("select runner from job where id = :id")
        .param("id", UUID.fromString(job))
        .query(UUID.class)
        .single();
  }

  /** A job comes as far as this customer and waits, until the transaction ends. */
  private Connection holdOneInTheMiddle() throws SQLException {
    Connection connection = database.dataSource(DatabaseRole.OWNER).getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          select from customer where id = (
            select customer_id from subscription order by created_at desc, id offset %d limit 1)
             for update
          """
              .formatted(MANY / 2));
    }
    return connection;
  }

  private int processed(String job) {
    return jdbc.sql("select done + refused from job where id = :id")
        .param("id", UUID.fromString(job))
        .query(Integer.class)
        .single();
  }

  private static void awaitDone(ApiClient api, String job) {
    await("the job at the console that is left", () -> state(api, job).equals("done"));
  }

  private static String state(ApiClient api, String job) {
    return api.get("/jobs/" + job).text("state");
  }

  /** Counted where it cannot be told wrongly: in what was done, not in the job's own words. */
  private void assertEachOnce(ApiClient api, String job) {
    JsonNode told = api.get("/jobs/" + job).json();
    assertThat(told.path("done").asInt()).isEqualTo(MANY);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) || ' of ' || count(distinct subscription_id)
                      from subscription_event where kind = 'suspended'
                    """)
                .query(String.class)
                .single())
        .isEqualTo(MANY + " of " + MANY);
  }

  private void assertFeedHasNoGaps() {
    assertThat(
            jdbc.sql("select count(*) = max(seq) - min(seq) + 1 from feed_entry")
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(
            jdbc.sql("select (select max(seq) from feed_entry) = (select seq from feed_head)")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  /** The console is away; the page stays and takes what is typed. */
  private static void typedMore(StaffBrowser browser) {
    browser.page().getByLabel("Компанія").pressSequentially(" while away");
    assertThat(browser.page().getByText("Зв’язок утрачено, відновлюємо…")).isVisible();
    browser
        .page()
        .screenshot(
            new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/draft-1-away.png")));
  }

  private static void assertThatTypedIsThere(
      StaffBrowser browser, ConsoleProcess again, Properties owner, String customer) {
    Page page = browser.page();
    page.getByText("Вас давно не було").click();
    page.waitForURL(url -> url.contains("/login"));
    browser.fillLogin(owner.getProperty("STAFF_EMAIL"), owner.getProperty("STAFF_PASSWORD"));
    page.waitForURL(url -> url.contains("/customers/" + customer));
    Locator offer = page.getByText("Не збережено: «Змінити дані клієнта»");
    assertThat(offer).isVisible();
    browser.screenshot("draft-2-offered");
    browser.button("Продовжити").click();
    assertThat(browser.field("Компанія")).hasValue("Half typed while away");
    assertThat(page.getByText("Відновлено набране")).isVisible();
    browser.screenshot("draft-3-restored");
    browser.dialogButton("Зберегти").click();
    assertThat(page.getByText("Half typed while away")).isVisible();
    assertThat(offer).hasCount(0);
    assertThat(
            new ApiClient(again.port(), owner.getProperty("API_TOKEN"))
                .get("/customers/" + customer)
                .text("company"))
        .isEqualTo("Half typed while away");
    browser.load("customers/" + customer);
    assertThat(browser.button("Змінити")).isVisible();
    assertThat(offer).hasCount(0);
  }

  private static void logIn(StaffBrowser browser, Properties owner) {
    browser.logIn(owner.getProperty("STAFF_EMAIL"), owner.getProperty("STAFF_PASSWORD"));
    browser.page().locator("vaadin-app-layout").waitFor();
    browser.settle();
  }

  private Properties credentials() throws IOException {
    var owner = new Properties();
    try (var reader =
        Files.newBufferedReader(Path.of(environment.get("CONSOLE_FIRST_OWNER_FILE")))) {
      owner.load(reader);
    }
    return owner;
  }
}
