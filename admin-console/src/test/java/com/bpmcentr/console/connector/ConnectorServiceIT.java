package com.bpmcentr.console.connector;

import static com.bpmcentr.console.Business.order;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal.AlreadyExists;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Refusal.LimitReached;
import com.bpmcentr.console.operation.Refusal.NotFound;
import com.bpmcentr.console.operation.Refusal.StateForbids;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.Peppers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorServiceIT {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Business business;
  private static ConnectorService connectors;

  @BeforeAll
  static void open() {
    business = Business.open();
    connectors = business.connectors;
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void catalogue_firstStart_isLoadedPricedAndPublished() {
    assertThat(connectors.list(owner(), ListQuery.first(100)).orElseThrow().total())
        .isGreaterThanOrEqualTo(28);
    ConnectorPolicy rozetka = business.feed.policy("rozetka");
    assertThat(rozetka.state()).isEqualTo(ConnectorState.PUBLISHED);
    assertThat(rozetka.category()).isEqualTo(Category.STANDARD);
    assertThat(rozetka.maxStaleness()).isEqualTo(Duration.ofHours(72));
    assertThat(rozetka.onStale()).isEqualTo(OnStale.REFUSE);
    PriceList prices = connectors.prices(owner()).orElseThrow();
    assertThat(prices.of(Category.PREMIUM, Interval.YEAR)).hasToString("408.00 USD");
    assertThat(get("bpm-test").reserved()).isTrue();
    assertThat(get("master-buh").details().name()).isEqualTo("MASTER:Бухгалтерія");
  }

  @Test
  void catalogue_secondStart_leavesWhatStaffChanged() {
    Connector fondy = get("fondy");
    ConnectorDetails renamed = withName(fondy.details(), "Fondy, renamed");
    connectors.edit(owner(), "fondy", fondy.version(), renamed, null).orElseThrow();
    long published = business.feed.size();

    business.loadCatalogue();

    assertThat(get("fondy").details()).isEqualTo(renamed);
    assertThat(business.feed.size()).isEqualTo(published);
  }

  @Test
  void create_draft_isPublishedAsADraft() {
    Connector created = create(ConnectorState.DRAFT);

    assertThat(business.feed.policy(created.id()).state()).isEqualTo(ConnectorState.DRAFT);
    assertThat(business.feed.policy(created.id()).version()).isEqualTo(1);
    assertThat(refusal(connectors.create(owner(), created.id(), created.details())))
        .isEqualTo(new AlreadyExists("id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "under_score", "кирилиця", "nul\u0000", "a b", "../etc"})
  void create_malformedSlug_namesTheField(String id) {
    assertThat(refusal(connectors.create(owner(), id, details(ConnectorState.DRAFT))))
        .isEqualTo(new Invalid("id", InvalidKey.SLUG));
    assertThat(refusal(connectors.get(owner(), id))).isEqualTo(new NotFound("connector", id));
    assertThat(refusal(connectors.retire(owner(), id, null, "test")))
        .isEqualTo(new NotFound("connector", id));
  }

  @Test
  void create_stalenessBeyondThirtyDays_namesTheField() {
    ConnectorDetails details =
        new ConnectorDetails(
            "Name",
            "crm",
            Category.STANDARD,
            ConnectorState.DRAFT,
            Duration.ofDays(31),
            OnStale.ALLOW);

    assertThat(refusal(connectors.create(owner(), "too-stale", details)))
        .isEqualTo(
            new Invalid("maxStalenessSeconds", InvalidKey.SECONDS_RANGE, List.of(10L, 2_592_000L)));
  }

  /** An edge that idles knows a checkpoint of some seconds' age: nobody would be let in. */
  @Test
  void edit_stalenessOfAnIdleEdge_namesTheField() {
    Connector sold = create(ConnectorState.PUBLISHED);
    ConnectorDetails momentary = stale(sold.details(), Duration.ofSeconds(9), OnStale.REFUSE);

    assertThat(refusal(connectors.edit(owner(), sold.id(), 0, momentary, "test")))
        .isEqualTo(
            new Invalid("maxStalenessSeconds", InvalidKey.SECONDS_RANGE, List.of(10L, 2_592_000L)));
    connectors
        .edit(
            owner(),
            sold.id(),
            0,
            stale(sold.details(), Duration.ofSeconds(10), OnStale.REFUSE),
            "test")
        .orElseThrow();
  }

  @Test
  void edit_payersRefusedSoonerWhileEdgesHearNothing_takesAReason() {
    Connector sold = create(ConnectorState.PUBLISHED);
    ConnectorDetails shorter = stale(sold.details(), Duration.ofHours(71), OnStale.REFUSE);
    ConnectorDetails allowed = stale(sold.details(), Duration.ofHours(1), OnStale.ALLOW);

    assertThat(refusal(connectors.edit(owner(), sold.id(), 0, shorter, null))).isEqualTo(unsaid());
    connectors.edit(owner(), sold.id(), 0, allowed, null).orElseThrow();
    assertThat(refusal(connectors.edit(owner(), sold.id(), 1, shorter, null))).isEqualTo(unsaid());
    connectors.edit(owner(), sold.id(), 1, shorter, "a leak").orElseThrow();
    connectors.edit(owner(), sold.id(), 2, sold.details(), null).orElseThrow();
    assertThat(business.feed.policy(sold.id()).maxStaleness()).isEqualTo(Duration.ofHours(72));
    Actor program = owner().with(new Actor.Token(UUID.randomUUID(), "bpm_adm_AbCd"));
    connectors.edit(program, sold.id(), 3, shorter, null).orElseThrow();
  }

  @Test
  void edit_stalenessOfADraftOrOfWhatIsFree_takesNone() {
    for (Connector nobodys :
        List.of(create(ConnectorState.DRAFT), create(ConnectorState.PUBLISHED, Category.FREE))) {
      connectors
          .edit(
              owner(),
              nobodys.id(),
              0,
              stale(nobodys.details(), Duration.ofHours(1), OnStale.REFUSE),
              null)
          .orElseThrow();
    }
  }

  /** As {@code retire} does. */
  @Test
  void edit_freeIsRetired_takesAReason() {
    Connector free = create(ConnectorState.PUBLISHED, Category.FREE);
    ConnectorDetails retired = details(ConnectorState.RETIRED, Category.FREE);

    assertThat(refusal(connectors.edit(owner(), free.id(), 0, retired, null))).isEqualTo(unsaid());
    assertThat(business.feed.policy(free.id()).state()).isEqualTo(ConnectorState.PUBLISHED);
    connectors.edit(owner(), free.id(), 0, retired, "nobody needs it").orElseThrow();
  }

  @Test
  void publishThenRetire_changeWhatIsSold() {
    String id = create(ConnectorState.DRAFT).id();
    var customer = business.newCustomer();
    assertThat(refusal(business.subscriptions.create(owner(), order(customer, id, null, false))))
        .isEqualTo(new Invalid("connectorId", InvalidKey.CONNECTOR_DRAFT));

    connectors.publish(owner(), id, null).orElseThrow();
    assertThat(business.newSubscription(customer, id, null)).isNotNull();

    connectors.retire(owner(), id, null, "test").orElseThrow();
    assertThat(refusal(business.subscriptions.create(owner(), order(customer, id, null, false))))
        .isEqualTo(new Invalid("connectorId", InvalidKey.CONNECTOR_RETIRED));
    assertThat(business.feed.policy(id).state()).isEqualTo(ConnectorState.RETIRED);
    assertThat(business.feed.policy(id).version()).isEqualTo(3);
    assertThat(refusal(connectors.retire(owner(), id, null, "test")))
        .isEqualTo(new StateForbids("retired", "retire"));
  }

  @Test
  void edit_backToDraft_isForbidden() {
    Connector published = create(ConnectorState.PUBLISHED);

    assertThat(
            refusal(
                connectors.edit(owner(), published.id(), 0, details(ConnectorState.DRAFT), null)))
        .isEqualTo(new StateForbids("published", "draft"));
  }

  @Test
  void edit_staleVersion_isAConflict() {
    Connector seen = create(ConnectorState.DRAFT);
    connectors.edit(owner(), seen.id(), 0, withName(seen.details(), "Other"), null).orElseThrow();

    assertThat(refusal(connectors.edit(owner(), seen.id(), 0, seen.details(), null)))
        .isEqualTo(new VersionConflict(0, 1));
  }

  @Test
  void edit_categoryLater_leavesRunningSubscriptionsAsTheyWereSold() {
    Connector connector = create(ConnectorState.PUBLISHED);
    var customer = business.newCustomer();
    var before = business.newSubscription(customer, connector.id(), null);

    ConnectorDetails dearer =
        new ConnectorDetails(
            "Name",
            "crm",
            Category.PREMIUM,
            ConnectorState.PUBLISHED,
            Duration.ofHours(72),
            OnStale.REFUSE);
    connectors.edit(owner(), connector.id(), 0, dearer, null).orElseThrow();

    var detail = business.subscriptions.get(owner(), before.id()).orElseThrow();
    assertThat(detail.row().subscription().terms()).isEqualTo(before.terms());
    assertThat(business.newSubscription(customer, connector.id(), null).terms().price())
        .hasToString("40.00 USD");
  }

  /** Edges let everybody in until then, and nobody without a paid subscription from then on. */
  @Test
  void edit_freeIsToBePaidFor_takesAReason() {
    Connector free = create(ConnectorState.PUBLISHED, Category.FREE);
    ConnectorDetails paid = details(ConnectorState.PUBLISHED);

    assertThat(refusal(connectors.edit(owner(), free.id(), 0, paid, " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    assertThat(business.feed.policy(free.id()).category()).isEqualTo(Category.FREE);
    connectors.edit(owner(), free.id(), 0, paid, "it sells").orElseThrow();

    assertThat(business.feed.policy(free.id()).category()).isEqualTo(Category.STANDARD);
    assertThat(
            business
                .audit
                .list(owner(), new ListQuery(Map.of("targetId", free.id()), List.of(), 0, 1))
                .orElseThrow()
                .items())
        .extracting(entry -> entry.reason())
        .containsExactly("it sells");
  }

  @Test
  void edit_draftThatIsFree_takesNone() {
    Connector free = create(ConnectorState.DRAFT, Category.FREE);

    connectors.edit(owner(), free.id(), 0, details(ConnectorState.DRAFT), null).orElseThrow();
  }

  @Test
  void addSecret_shownOnce_isInThePolicyByDigest() {
    String id = create(ConnectorState.PUBLISHED).id();

    RevealedConnectorSecret first =
        connectors.addSecret(owner(), id, Duration.ZERO, "test").orElseThrow();
    assertThat(first.secret().reveal()).matches("bpm_conn_[0-9A-Za-z]{38}");
    assertThat(business.feed.policy(id).secrets())
        .singleElement()
        .satisfies(
            ref -> {
              assertThat(ref.digest())
                  .isEqualTo(business.part(Peppers.class).digest(first.secret().reveal()).digest());
              assertThat(ref.notAfter()).isNull();
            });

    connectors.addSecret(owner(), id, Duration.ofHours(1), "test").orElseThrow();
    assertThat(business.feed.policy(id).secrets())
        .extracting(ref -> ref.notAfter())
        .containsExactly(Business.START.plus(Duration.ofHours(1)), null);

    connectors.removeSecrets(owner(), id, "test").orElseThrow();
    assertThat(business.feed.policy(id).secrets()).isEmpty();
  }

  @Test
  void whatStopsChecksAtOnce_withoutAReason_isRefused() {
    String id = create(ConnectorState.PUBLISHED).id();
    Connector free = create(ConnectorState.PUBLISHED, Category.FREE);

    assertThat(refusal(connectors.retire(owner(), free.id(), null, null))).isEqualTo(unsaid());
    assertThat(refusal(connectors.addSecret(owner(), id, Duration.ofDays(1), null)))
        .isEqualTo(unsaid());
    connectors.addSecret(owner(), id, Duration.ZERO, "the first").orElseThrow();
    connectors.addSecret(owner(), id, Duration.ofDays(1), null).orElseThrow();
    assertThat(refusal(connectors.addSecret(owner(), id, Duration.ZERO, " "))).isEqualTo(unsaid());
    assertThat(refusal(connectors.removeSecrets(owner(), id, null))).isEqualTo(unsaid());
    connectors.retire(owner(), id, null, null).orElseThrow();
    assertThat(business.feed.policy(id).secrets()).hasSize(2);
  }

  private static Invalid unsaid() {
    return new Invalid("reason", InvalidKey.REQUIRED);
  }

  @Test
  void addSecret_seventeenAtOnce_isRefused() {
    String id = create(ConnectorState.PUBLISHED).id();
    for (int i = 0; i < 16; i++) {
      connectors.addSecret(owner(), id, Duration.ofDays(1), "test").orElseThrow();
    }

    assertThat(refusal(connectors.addSecret(owner(), id, Duration.ofDays(1), "test")))
        .isEqualTo(new LimitReached("secrets", 16));
  }

  @Test
  void list_filters_findConnectors() {
    assertThat(ids(Map.of("group", "payment")))
        .contains("fondy", "portmone", "liqpay", "wayforpay")
        .doesNotContain("rozetka");
    assertThat(ids(Map.of("q", "вчасно"))).containsExactly("vchasno");
    assertThat(ids(Map.of("category", "free", "state", "published"))).contains("text-tools");
    assertThat(ids(Map.of("reserved", "true"))).containsExactly("bpm-test");
  }

  private static List<String> ids(Map<String, String> filters) {
    return connectors
        .list(owner(), new ListQuery(filters, List.of(), 0, 100))
        .orElseThrow()
        .items()
        .stream()
        .map(Connector::id)
        .toList();
  }

  private static Connector get(String id) {
    return connectors.get(owner(), id).orElseThrow().connector();
  }

  private static Connector create(ConnectorState state) {
    return create(state, Category.STANDARD);
  }

  private static Connector create(ConnectorState state, Category category) {
    return connectors
        .create(owner(), "connector-" + NUMBER.incrementAndGet(), details(state, category))
        .orElseThrow();
  }

  private static ConnectorDetails details(ConnectorState state) {
    return details(state, Category.STANDARD);
  }

  private static ConnectorDetails details(ConnectorState state, Category category) {
    return new ConnectorDetails(
        "Name", "crm", category, state, Duration.ofHours(72), OnStale.REFUSE);
  }

  private static ConnectorDetails stale(
      ConnectorDetails details, Duration maxStaleness, OnStale onStale) {
    return new ConnectorDetails(
        details.name(),
        details.group(),
        details.category(),
        details.state(),
        maxStaleness,
        onStale);
  }

  private static ConnectorDetails withName(ConnectorDetails details, String name) {
    return new ConnectorDetails(
        name,
        details.group(),
        details.category(),
        details.state(),
        details.maxStaleness(),
        details.onStale());
  }
}
