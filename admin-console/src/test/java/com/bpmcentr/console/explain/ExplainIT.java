package com.bpmcentr.console.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionRow;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the console explains is what an edge answers, and what it rests on is what was signed. */
@ConsoleTest
class ExplainIT {

  private static final List<String> CONNECTORS = List.of("rozetka", "prom-ua", "creatio");
  private static final List<String> ACCOUNTS = List.of("100", "200", "300");

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private ApiKeyService keys;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private ConnectorService connectors;
  @Autowired private ExplainService explain;
  @Autowired private LicenseDatabase database;
  @Autowired private ConsoleConfig config;
  @Autowired private JdbcClient sql;

  private final List<String> edges = new ArrayList<>();
  private @Nullable FeedPosition last;

  /** For half a minute yet they would count as live, in other tests too. */
  @AfterEach
  void forgetEdges() {
    JdbcClient rows = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    for (String table : List.of("heartbeat", "receipt")) {
      rows.sql("delete from " + table + " where edge_id = any(:edges)")
          .param("edges", edges.toArray(new String[0]))
          .update();
    }
  }

  private String newEdge() {
    edges.add("edge-" + UUID.randomUUID());
    return edges.getLast();
  }

  /** Random customers, each asked about with every key, connector and account. */
  @Test
  void explain_randomLicensesAndQueries_isWhatTheEdgeAnswers() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> allKeys = new ArrayList<>(List.of("bpm_prod_nobodys-key-at-all"));
    for (int i = 0; i < 14; i++) {
      allKeys.addAll(randomCustomer(random));
    }
    List<String> asked = new ArrayList<>(CONNECTORS);
    asked.add("no-such-connector");
    Set<DecisionCode> seen = EnumSet.noneOf(DecisionCode.class);
    String id = newEdge();
    try (var edge = EdgeProcess.start(id, database, config)) {
      awaitApplied(id);
      for (String key : allKeys) {
        for (String connector : asked) {
          for (String account : ACCOUNTS) {
            Explanation told = explained(new Secret(key), connector, account, null);
            JsonNode answer =
                edge.verify("/v1/verify?connector=" + connector + "&account=" + account, key);

            String what = "seed %d, %s in %s".formatted(seed, connector, account);
            assertSame(what, told, answer);
            seen.add(Objects.requireNonNull(told.decision()).code());
          }
        }
      }
    }
    assertThat(seen)
        .as("codes met, seed %d", seed)
        .contains(
            DecisionCode.VALID,
            DecisionCode.CONNECTOR_NOT_FOUND,
            DecisionCode.KEY_NOT_FOUND,
            DecisionCode.NO_SUBSCRIPTION,
            DecisionCode.ACCOUNT_MISMATCH);
  }

  @Test
  void explain_momentBeforeARevocation_restsOnTheVersionOfThen() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    UUID subscription = subscription(customer, "rozetka", "100", false);
    UUID id = key.apiKey().id();
    Explanation before = explained(id, "rozetka", "100", null);
    subscriptions.revoke(owner(), subscription, null, "test").orElseThrow();
    // entries of the log go after a week, however long the document was in force
    owner(
        "delete from feed_entry where subject = 'customer:' || :customer and version <= :version",
        customer,
        license(before).version());

    Explanation now = explained(id, "rozetka", "100", null);
    String newest = heartbeat(license(now).position(), Duration.ZERO);
    Explanation then = explained(id, "rozetka", "100", license(before).issuedAt());
    Explanation first = explained(id, "rozetka", "100", Instant.parse("2020-01-01T00:00:00Z"));

    assertThat(code(now)).isEqualTo(DecisionCode.REVOKED);
    assertThat(now.row()).isEqualTo(DecisionRow.TERM);
    assertThat(license(now).newest()).isTrue();
    assertThat(code(then)).isEqualTo(DecisionCode.VALID);
    assertThat(license(then).version()).isEqualTo(license(now).version() - 1);
    assertThat(license(then).position()).isEqualTo(license(before).position());
    assertThat(license(then).newest()).isFalse();
    assertThat(then.edges())
        .as("now, whatever moment is explained")
        .filteredOn(edge -> edge.edgeId().equals(newest))
        .extracting(Explanation.EdgeView::upToDate, Explanation.EdgeView::code)
        .containsExactly(tuple(true, DecisionCode.REVOKED));
    assertThat(code(first))
        .as("before there was a connector")
        .isEqualTo(DecisionCode.CONNECTOR_NOT_FOUND);
  }

  /** One has not heard of the revocation yet, one of nothing for four days. */
  @Test
  void explain_edgesThatAreBehind_tellsWhatTheyHoldAndAnswer() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    UUID subscription = subscription(customer, "rozetka", "100", false);
    UUID id = key.apiKey().id();
    Explanation before = explained(id, "rozetka", "100", null);
    subscriptions.revoke(owner(), subscription, null, "test").orElseThrow();
    FeedPosition position = license(before).position();
    String behind = heartbeat(position, Duration.ZERO);
    String stale = heartbeat(position, Duration.ofDays(4));
    String newest =
        heartbeat(license(explained(id, "rozetka", "100", null)).position(), Duration.ZERO);
    String empty = heartbeat(null, Duration.ZERO);
    // its checkpoint was too young to be stale when it was last heard of, and is not any more
    String lost = heartbeat(position, Duration.ofHours(71));
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql("update heartbeat set at = at - interval '2 hours' where edge_id = :edge")
        .param("edge", lost)
        .update();

    Explanation now = explained(id, "rozetka", "100", null);

    assertThat(now.edges())
        .filteredOn(edge -> Set.of(behind, stale, newest, empty, lost).contains(edge.edgeId()))
        .extracting(
            Explanation.EdgeView::edgeId,
            Explanation.EdgeView::licenseVersion,
            Explanation.EdgeView::upToDate,
            Explanation.EdgeView::code)
        .containsExactlyInAnyOrder(
            tuple(behind, license(before).version(), false, DecisionCode.VALID),
            tuple(stale, license(before).version(), false, DecisionCode.STALE),
            tuple(newest, license(now).version(), true, DecisionCode.REVOKED),
            tuple(lost, license(before).version(), false, DecisionCode.STALE),
            tuple(empty, null, false, DecisionCode.NOT_READY));
  }

  /** What an edge says of itself; its id. */
  private String heartbeat(@Nullable FeedPosition position, Duration age) {
    String edge = newEdge();
    JdbcClient.create(database.dataSource(DatabaseRole.EDGE))
        .sql(
            """
            insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, age_seconds,
                set_size)
            values (:edge, gen_random_uuid(), 'test', '1', :epoch, :seq, :age, 1)
            """)
        .param("edge", edge)
        .param("epoch", position == null ? 0 : position.epoch())
        .param("seq", position == null ? 0 : position.seq())
        .param("age", age.toSeconds())
        .update();
    return edge;
  }

  @Test
  void explain_momentWhoseVersionIsNoLongerKept_saysSo() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    Explanation before = explained(key.apiKey().id(), "rozetka", "100", null);
    subscription(customer, "rozetka", "100", false);
    owner(
        "delete from license_version where subject = 'customer:' || :customer and version <="
            + " :version",
        customer,
        license(before).version());

    Explanation then = explained(key.apiKey().id(), "rozetka", "100", license(before).issuedAt());

    assertThat(then.unknown()).isEqualTo(Explanation.Unknown.NOT_KEPT);
    assertThat(then.decision()).isNull();
    assertThat(then.row()).isEqualTo(DecisionRow.KEY);
    assertThat(then.steps())
        .filteredOn(step -> step.outcome() == Explanation.Outcome.UNKNOWN)
        .extracting(Explanation.Step::row)
        .containsExactly(DecisionRow.KEY);
  }

  /** What was in force is not what is left: a version in between was. */
  @Test
  void explain_momentBetweenVersionsOfWhichOneLacks_saysThatItIsNotKept() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    UUID id = key.apiKey().id();
    UUID subscription = subscription(customer, "rozetka", "100", false);
    subscriptions.suspend(owner(), subscription, null, "held").orElseThrow();
    Explanation held = explained(id, "rozetka", "100", null);
    subscriptions.resume(owner(), subscription, null, null).orElseThrow();
    owner(
        "delete from license_version where subject = 'customer:' || :customer and version ="
            + " :version",
        customer,
        license(held).version());

    Explanation then = explained(id, "rozetka", "100", license(held).issuedAt());

    assertThat(then.unknown()).isEqualTo(Explanation.Unknown.NOT_KEPT);
    assertThat(then.decision()).isNull();
  }

  /** Business rows say one thing, the signed license another: an edge believes the license. */
  @Test
  void explain_businessRowChangedBehindTheConsolesBack_restsOnTheSignedLicense() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    UUID subscription = subscription(customer, "rozetka", "100", false);
    sql.sql("update subscription set revoked_at = now() where id = :id")
        .param("id", subscription)
        .update();

    assertThat(code(explained(key.apiKey().id(), "rozetka", "100", null)))
        .isEqualTo(DecisionCode.VALID);
  }

  @Test
  void explain_rowOfTheSetPutBack_doesNotBelieveIt() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    String subject = "customer:" + customer;
    UUID subscription = subscription(customer, "rozetka", "100", false);
    var row =
        sql.sql("select * from license_current where subject = :s")
            .param("s", subject)
            .query()
            .singleRow();
    subscriptions.revoke(owner(), subscription, null, "test").orElseThrow();
    var newest =
        sql.sql("select * from license_current where subject = :s")
            .param("s", subject)
            .query()
            .singleRow();
    put(subject, row);
    try {
      Explanation told = explained(key.apiKey().id(), "rozetka", "100", null);

      assertThat(told.unknown()).isEqualTo(Explanation.Unknown.ROWS_DIFFER);
      assertThat(told.decision()).isNull();
    } finally {
      put(subject, newest);
    }
  }

  private void put(String subject, Map<String, Object> row) {
    sql.sql(
            """
            update license_current
               set version = :version, payload = :payload, signature = :signature,
                   payload_hash = :hash
             where subject = :subject
            """)
        .param("version", row.get("version"))
        .param("payload", row.get("payload"))
        .param("signature", row.get("signature"))
        .param("hash", row.get("payload_hash"))
        .param("subject", subject)
        .update();
  }

  @Test
  void explain_trialInAnAccountThatHadOne_saysSoWithoutBinding() {
    UUID first = customer();
    subscription(first, "finmap", "trial-account", true);
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    UUID trial = subscription(customer, "finmap", null, true);

    Explanation used = explained(key.apiKey().id(), "finmap", "trial-account", null);
    Explanation free = explained(key.apiKey().id(), "finmap", "another-account", null);

    assertThat(code(used)).isEqualTo(DecisionCode.TRIAL_ALREADY_USED);
    assertThat(used.row()).isEqualTo(DecisionRow.CLAIM);
    assertThat(code(free)).isEqualTo(DecisionCode.VALID);
    assertThat(Objects.requireNonNull(free.decision()).newBinding()).isTrue();
    assertThat(
            sql.sql("select make_account_id from subscription where id = :id")
                .param("id", trial)
                .query((row, _) -> row.getString(1) == null)
                .single())
        .as("still unbound")
        .isTrue();
  }

  /**
   * The answer tells the customer what to do; who explains it reads what staff or the clock did.
   */
  @Test
  void explain_refused_tellsWhatIsBehindIt() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    UUID id = key.apiKey().id();
    UUID subscription = subscription(customer, "rozetka", "100", false);
    assertThat(explained(id, "rozetka", "100", null).cause()).as("allowed").isNull();

    Subscription held =
        subscriptions
            .suspend(owner(), subscription, null, "in dispute")
            .orElseThrow()
            .subscription();
    assertThat(explained(id, "rozetka", "100", null).cause())
        .isEqualTo(
            cause(
                Cause.Kind.SUBSCRIPTION_HELD,
                Objects.requireNonNull(held.hold()).since(),
                "in dispute"));
    Instant then = Objects.requireNonNull(held.hold()).since();
    assertThat(explained(id, "rozetka", "100", then).cause()).as("of a moment").isNull();
    Subscription revoked =
        subscriptions.revoke(owner(), subscription, null, "fraud").orElseThrow().subscription();
    assertThat(explained(id, "rozetka", "100", null).cause())
        .isEqualTo(
            cause(
                Cause.Kind.SUBSCRIPTION_REVOKED,
                Objects.requireNonNull(revoked.revocation()).at(),
                "fraud"));

    Instant longAgo = Instant.now().minus(Duration.ofDays(70));
    subscriptions
        .create(
            owner(),
            new NewSubscription(customer, "prom-ua", Interval.MONTH, false, "100", longAgo))
        .orElseThrow();
    assertThat(explained(id, "prom-ua", "100", null).cause())
        .isNotNull()
        .satisfies(
            unpaid -> {
              assertThat(unpaid.kind()).isEqualTo(Cause.Kind.SUBSCRIPTION_UNPAID);
              assertThat(unpaid.since()).isBetween(longAgo, Instant.now());
              assertThat(unpaid.invoice()).isNotNull();
            });

    Customer blocked = customers.block(owner(), customer, null, "no contract").orElseThrow();
    assertThat(explained(id, "prom-ua", "100", null).cause())
        .isEqualTo(
            cause(
                Cause.Kind.CUSTOMER_BLOCKED,
                Objects.requireNonNull(blocked.block()).since(),
                "no contract"));
    ApiKey stopped = keys.revoke(owner(), id, "leaked").orElseThrow();
    Explanation told = explained(id, "prom-ua", "100", null);
    assertThat(told.cause())
        .isEqualTo(
            cause(
                Cause.Kind.KEY_REVOKED,
                Objects.requireNonNull(stopped.revocation()).at(),
                "leaked"));
    assertThat(told.customer()).isEqualTo("Explained");
  }

  private static Cause cause(Cause.Kind kind, Instant since, String reason) {
    return new Cause(kind, since, reason, null);
  }

  /** Over HTTP, as a program does it; nothing of the key stays. */
  @Test
  void explain_aPastedKeyByTheApi_tellsEachStepAndKeepsNothing() {
    UUID customer = customer();
    RevealedApiKey key = key(customer);
    subscription(customer, "rozetka", "100", false);
    long audited = count("select count(*) from audit_entry");
    String body =
        "{\"key\":\"%s\",\"connectorId\":\"rozetka\",\"account\":\"999\"}"
            .formatted(key.secret().reveal());

    var answer = staff.api(Role.SUPPORT).post("/explain", body, "Idempotency-Key", "explain-1");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/decision/code").asString()).isEqualTo("ACCOUNT_MISMATCH");
    assertThat(answer.json().at("/decision/boundAccount").asString()).isEqualTo("100");
    assertThat(answer.json().at("/apiKeyId").asString()).isEqualTo(key.apiKey().id().toString());
    assertThat(answer.json().at("/subscriptions/0/code").asString()).isEqualTo("VALID");
    assertThat(answer.json().at("/steps/8/outcome").asString()).isEqualTo("decided");
    assertThat(answer.json().at("/steps/8/step").asString()).isEqualTo("account");
    assertThat(answer.json().at("/steps/9/outcome").asString()).isEqualTo("not_reached");
    assertThat(answer.body()).doesNotContain(key.secret().reveal());
    assertThat(count("select count(*) from idempotency_key where key = 'explain-1'")).isZero();
    assertThat(count("select count(*) from audit_entry")).isEqualTo(audited);
  }

  @Test
  void explain_wrongFields_areRefusedByName() {
    var api = staff.api(Role.SUPPORT);

    var magic =
        api.post(
            "/explain",
            "{\"key\":\"bpm_test_magic_expired\",\"connectorId\":\"rozetka\",\"account\":\"1\"}");
    var future =
        api.post(
            "/explain",
            "{\"connectorId\":\"rozetka\",\"account\":\"1\",\"at\":\"2999-01-01T00:00:00Z\"}");
    var twice =
        api.post(
            "/explain",
            "{\"key\":\"k\",\"apiKeyId\":\"%s\",\"connectorId\":\"rozetka\",\"account\":\"1\"}"
                .formatted(new UUID(0, 1)));

    assertThat(magic.body()).contains("\"key\"", "magic").doesNotContain("bpm_test_magic");
    assertThat(future.body()).contains("\"at\"");
    assertThat(twice.body()).contains("\"apiKeyId\"");
    assertThat(List.of(magic.status(), future.status(), twice.status())).containsOnly(400);
  }

  private static void assertSame(String what, Explanation told, JsonNode answer) {
    Decision decision = Objects.requireNonNull(told.decision());
    assertThat(decision.code().name()).as(what).isEqualTo(answer.path("code").asString());
    assertThat(decision.newBinding()).as(what).isEqualTo(answer.path("newBinding").asBoolean());
    assertThat(decision.grant() == null ? "" : decision.grant().subscriptionId())
        .as(what)
        .isEqualTo(answer.path("subscriptionId").asString(""));
    assertThat(decision.warnings().stream().map(Enum::name).toList())
        .as(what)
        .isEqualTo(answer.path("warnings").valueStream().map(JsonNode::asString).toList());
  }

  /** A customer in any state, with one or two keys; their secrets. */
  private List<String> randomCustomer(Random random) {
    UUID customer = customer();
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      RevealedApiKey key = key(customer);
      secrets.add(key.secret().reveal());
      UUID id = key.apiKey().id();
      switch (random.nextInt(5)) {
        case 0 -> note(keys.revoke(owner(), id, "test"));
        case 1 -> note(keys.retire(owner(), id, Instant.now().plus(1, ChronoUnit.DAYS), "test"));
        case 2 -> secrets.add(rotated(id));
        default -> {}
      }
    }
    for (int i = 0; i < random.nextInt(4); i++) {
      String account = random.nextInt(3) == 0 ? null : ACCOUNTS.get(random.nextInt(2));
      String connector = CONNECTORS.get(random.nextInt(CONNECTORS.size()));
      Instant start =
          random.nextInt(6) == 0
              ? Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS)
              : null;
      UUID id =
          subscriptions
              .create(
                  owner(),
                  new NewSubscription(customer, connector, Interval.MONTH, false, account, start))
              .orElseThrow()
              .subscription()
              .id();
      switch (random.nextInt(6)) {
        case 0 -> note(subscriptions.revoke(owner(), id, null, "test"));
        case 1 -> note(subscriptions.suspend(owner(), id, null, "test"));
        case 2 -> note(subscriptions.cancel(owner(), id, null, "test"));
        default -> {}
      }
    }
    if (random.nextInt(8) == 0) {
      note(customers.block(owner(), customer, null, "test"));
    }
    return secrets;
  }

  private String rotated(UUID key) {
    var result = keys.rotate(owner(), key, Duration.ofDays(1), "test");
    note(result);
    return result.orElseThrow().secret().reveal();
  }

  private void note(Result<?> result) {
    if (result instanceof Result.Done<?>(_, FeedPosition position)) {
      last = FeedPosition.later(last, position);
    }
  }

  private void awaitApplied(String edge) {
    LiveConsole.await(
        "the edge has applied " + last,
        () ->
            staff
                .api(Role.OWNER)
                .get("/receipts/" + last)
                .body()
                .contains("\"" + edge + "\",\"region\""));
  }

  private UUID customer() {
    String email = "explain-" + UUID.randomUUID() + "@shop.example";
    var made =
        customers.create(owner(), new CustomerDetails(email, "Explained", null, "UA", Language.EN));
    return made.orElseThrow().id();
  }

  private RevealedApiKey key(UUID customer) {
    var result = keys.create(owner(), customer, new NewApiKey("shop", Environment.PROD, null));
    note(result);
    return result.orElseThrow();
  }

  private UUID subscription(
      UUID customer, String connector, @Nullable String account, boolean trial) {
    var result =
        subscriptions.create(
            owner(),
            new NewSubscription(customer, connector, Interval.MONTH, trial, account, null));
    note(result);
    return result.orElseThrow().subscription().id();
  }

  private Explanation explained(
      UUID keyId, String connector, String account, @Nullable Instant at) {
    return explained(new AskedCheck(null, keyId, connector, account, null, at));
  }

  private Explanation explained(
      Secret key, String connector, String account, @Nullable Instant at) {
    return explained(new AskedCheck(key, null, connector, account, null, at));
  }

  private Explanation explained(AskedCheck asked) {
    return explain.explain(staff.member(Role.SUPPORT).actor(), asked).orElseThrow();
  }

  private static DecisionCode code(Explanation told) {
    return Objects.requireNonNull(told.decision()).code();
  }

  private static Explanation.Basis license(Explanation told) {
    return Objects.requireNonNull(told.license());
  }

  private Actor owner() {
    return staff.member(Role.OWNER).actor();
  }

  private long count(String query) {
    return sql.sql(query).query(Long.class).single();
  }

  private void owner(String statement, UUID customer, long version) {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql(statement)
        .param("customer", customer.toString())
        .param("version", version)
        .update();
  }
}
