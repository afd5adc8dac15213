package com.bpmcentr.console.usage;

import static com.bpmcentr.console.Business.KYIV;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Usage as edges bring it, as it is pruned, and as staff read it. */
class UsageServiceIT {

  private static final int KEPT_HOURS = 35 * 24;

  private static Business business;
  private static UsageService usage;

  /** The database's own hour: it is the one that clamps and prunes. */
  private static int now;

  private Customer customer;
  private UUID key;
  private UUID subscription;

  @BeforeAll
  static void open() {
    business = Business.open();
    usage = business.part(UsageService.class);
    now =
        business
            .sql(DatabaseRole.CONSOLE)
            .sql("select floor(extract(epoch from clock_timestamp()) / 3600)::int")
            .query(Integer.class)
            .single();
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void newCustomer() {
    business.clock.set(Business.START);
    customer = business.newCustomer();
    key = newKey();
    subscription = business.newSubscription(customer, "rozetka", "1").id();
  }

  @Test
  void byDay_anyUse_isAddedUpByTheDaysOfTheZone() {
    business.clock.set(start(now).plusSeconds(1800));
    int midnight = Math.toIntExact(midnight(start(now), KYIV).getEpochSecond() / 3600);
    new EdgeBatch()
        .check(midnight - 1, key, subscription, "1", 5)
        .row(midnight - 2, key, subscription, false, "2", "ACCOUNT_MISMATCH", null, 3)
        .check(midnight, key, subscription, "1", 7)
        .send(business, 1);

    List<UsageDay> days = byDay(UsageOf.API_KEY, key);

    LocalDate today = start(now).atZone(KYIV).toLocalDate();
    assertThat(days).hasSize(UsageService.DAYS);
    assertThat(days.getFirst()).isEqualTo(new UsageDay(today.minusDays(29), 0, 0));
    assertThat(days.subList(28, 30))
        .containsExactly(new UsageDay(today.minusDays(1), 5, 3), new UsageDay(today, 7, 0));
    assertThat(byDay(UsageOf.SUBSCRIPTION, subscription)).isEqualTo(days);
  }

  @Test
  void byDay_testKeys_areNotInASubscriptionsFigures() {
    business.clock.set(start(now).plusSeconds(1800));
    new EdgeBatch().row(now, key, subscription, true, "1", "VALID", null, 4).send(business, 1);

    assertThat(byDay(UsageOf.SUBSCRIPTION, subscription).getLast().allowed()).isZero();
    assertThat(byDay(UsageOf.API_KEY, key).getLast().allowed()).isEqualTo(4);
  }

  private static List<UsageDay> byDay(UsageOf subject, UUID id) {
    return usage.byDay(owner(), subject, id, KYIV).orElseThrow();
  }

  private static Instant midnight(Instant time, ZoneId zone) {
    return time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  private UUID newKey() {
    return business
        .apiKeys
        .create(owner(), customer.id(), new NewApiKey("Shop", Environment.PROD, null))
        .orElseThrow()
        .apiKey()
        .id();
  }

  private static Instant start(int hour) {
    return Instant.ofEpochSecond(3600L * hour);
  }

  private List<UsageRow> list(String filter, Object value) {
    return usage
        .list(owner(), new ListQuery(Map.of(filter, value.toString()), List.of(), 0, 100))
        .orElseThrow()
        .items();
  }

  private List<Long> calls() {
    return list("apiKeyId", key).stream().map(UsageRow::calls).toList();
  }

  @Test
  void record_sameBatchTwice_countsOnce_andTellsTheTotalBothTimes() {
    EdgeBatch batch =
        new EdgeBatch()
            .check(now, key, subscription, "1", 5)
            .row(now, key, subscription, false, "1", "VALID", "createOrder", 7)
            .row(now, key, subscription, true, "1", "VALID", "createOrder", 2);

    assertThat(batch.send(business, 1)).containsExactlyInAnyOrder(7L, 2L);
    assertThat(batch.send(business, 1)).containsExactlyInAnyOrder(7L, 2L);

    assertThat(calls()).containsExactlyInAnyOrder(5L, 7L, 2L);
  }

  @Test
  void record_olderNumberAfterANewerOne_isNotCounted() {
    EdgeBatch edge = new EdgeBatch().check(now, key, subscription, "1", 1);
    edge.send(business, 2);

    edge.send(business, 1);

    assertThat(calls()).containsExactly(1L);
  }

  @Test
  void record_hoursOlderThanAreKept_areToldAndNotCounted() {
    EdgeBatch edge =
        new EdgeBatch()
            .check(now - KEPT_HOURS - 1, key, subscription, "1", 70)
            .check(now - KEPT_HOURS - 2, key, subscription, "1", 30)
            .check(now, key, subscription, "1", 1);

    assertThat(edge.send(business, 1)).containsExactly(100L);
    assertThat(edge.send(business, 1)).as("again").isEmpty();

    assertThat(calls()).containsExactly(1L);
  }

  @Test
  void withdraw_whatWasCounted_isTooLate_andWhatWasNot_isNeverCounted() {
    EdgeBatch edge = new EdgeBatch().check(now, key, subscription, "1", 1);
    edge.send(business, 1);

    assertThat(edge.withdraw(business, 1)).isFalse();
    assertThat(edge.withdraw(business, 2)).isTrue();
    assertThat(edge.withdraw(business, 3)).isTrue();
    assertThat(edge.withdraw(business, 2)).as("asked again").isTrue();
    edge.send(business, 2);
    edge.send(business, 4);

    assertThat(calls()).containsExactly(2L);
    assertThat(edge.withdraw(business, 4)).isFalse();
  }

  @Test
  void record_nextBatch_addsToTheHour() {
    EdgeBatch edge = new EdgeBatch().check(now, key, subscription, "1", 1);
    edge.send(business, 1);

    edge.next().check(now, key, subscription, "1", 10).send(business, 2);

    assertThat(calls()).containsExactly(11L);
  }

  @Test
  void record_twoEdgesWithRowsInCommon_neverWaitInACircle() throws Exception {
    int rounds = 40;
    EdgeBatch many = new EdgeBatch();
    EdgeBatch few = new EdgeBatch();
    for (int account = 0; account < 150; account++) {
      many.check(now, key, subscription, "a" + account, 1);
      if (account % 7 == 0) {
        few.check(now, key, subscription, "a" + (149 - account), 1);
      }
    }
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  JdbcClient second = business.sql(DatabaseRole.OWNER);
                  for (int number = 1; number <= rounds; number++) {
                    few.send(second, number);
                  }
                });
    for (int number = 1; number <= rounds; number++) {
      many.send(business, number);
    }
    other.join();

    long sum =
        usage.ofKey(owner(), key).orElseThrow().accounts().stream()
            .mapToLong(KeyUse.AccountUse::allowed)
            .sum();
    assertThat(sum).isEqualTo((150 + 22) * (long) rounds);
  }

  @Test
  void record_clockAhead_countsInThisHour_andTooOldIsPassedOver() {
    new EdgeBatch()
        .check(now + 1_000, key, subscription, "1", 1)
        .check(now + 2_000, key, subscription, "1", 2)
        .check(now - KEPT_HOURS - 2, key, subscription, "1", 4)
        .send(business, 1);

    assertThat(list("apiKeyId", key))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.calls()).isEqualTo(3);
              assertThat(row.hour()).isBetween(start(now), start(now + 1));
            });
  }

  @Test
  void list_filters_leaveTheirOwn() {
    UUID secondKey = newKey();
    new EdgeBatch()
        .check(now - 2, key, subscription, "1", 1)
        .check(now - 1, secondKey, subscription, "1", 2)
        .row(now - 1, secondKey, subscription, true, "9", "ACCOUNT_MISMATCH", null, 4)
        .row(now, key, UUID.randomUUID(), false, "1", "VALID", "createOrder", 8)
        .send(business, 1);
    Customer stranger = business.newCustomer();

    assertThat(list("customerId", customer.id()))
        .extracting(UsageRow::calls)
        .containsExactlyInAnyOrder(8L, 2L, 4L, 1L);
    assertThat(list("customerId", stranger.id())).isEmpty();
    assertThat(list("subscriptionId", subscription))
        .extracting(UsageRow::calls)
        .containsExactlyInAnyOrder(1L, 2L, 4L);
    assertThat(list("apiKeyId", secondKey)).extracting(UsageRow::calls).contains(2L, 4L).hasSize(2);
    assertThat(narrowed("test", "true")).containsExactly(4L);
    assertThat(narrowed("code", "ACCOUNT_MISMATCH")).containsExactly(4L);
    assertThat(narrowed("account", "9")).containsExactly(4L);
    assertThat(narrowed("operation", "createOrder")).containsExactly(8L);
    assertThat(narrowed("connectorId", "rozetka")).hasSize(4);
    assertThat(narrowed("connectorId", "bitrix24")).isEmpty();
    assertThat(narrowed("from", start(now).toString())).containsExactly(8L);
    assertThat(narrowed("from", start(now).plusMillis(1).toString())).isEmpty();
    assertThat(narrowed("until", start(now - 1).toString())).containsExactly(1L);
    assertThat(narrowed("until", start(now - 1).plusMillis(1).toString())).hasSize(3);
    assertThat(narrowed("until", "9999-12-31T23:59:59Z")).hasSize(4);
    assertThat(narrowed("from", "1900-01-01T00:00:00Z")).hasSize(4);
  }

  /** Each went through all the hours there are: hundreds of millions among a million customers. */
  @Test
  void list_whatReadsAllThereIs_isRefusedUntilItIsNarrowed() {
    ListQuery byCalls =
        new ListQuery(Map.of(), List.of(SortOrder.descending("calls")), 0, ListQuery.MOST_ROWS);

    assertThat(refusal(usage.list(owner(), byCalls)))
        .isEqualTo(new Refusal.Invalid("sort", InvalidKey.USAGE_WIDE));
    assertThat(usage.list(owner(), byCalls.filteredBy(Map.of("apiKeyId", key.toString()))))
        .isInstanceOf(Result.Done.class);
  }

  /** The customer's rows that the filter leaves, fewest calls first. */
  private List<Long> narrowed(String filter, String value) {
    return usage
        .list(
            owner(),
            new ListQuery(
                Map.of("customerId", customer.id().toString(), filter, value),
                List.of(SortOrder.ascending("calls")),
                0,
                100))
        .orElseThrow()
        .items()
        .stream()
        .map(UsageRow::calls)
        .toList();
  }

  @Test
  void ofKey_used_tellsTheLastHourAndEachAccount() {
    new EdgeBatch()
        .check(now - 30, key, subscription, "1", 3)
        .check(now - 2, key, subscription, "1", 4)
        .row(now - 1, key, subscription, false, "9", "ACCOUNT_MISMATCH", null, 2)
        .send(business, 1);

    assertThat(usage.ofKey(owner(), key).orElseThrow())
        .isEqualTo(
            new KeyUse(
                start(now - 1),
                new Sharing(1, 2, true),
                List.of(
                    new KeyUse.AccountUse("rozetka", "9", start(now - 1), 0, 2),
                    new KeyUse.AccountUse("rozetka", "1", start(now - 2), 7, 0)),
                false));
  }

  @Test
  void ofKey_neverUsed_saysSo() {
    assertThat(usage.ofKey(owner(), key).orElseThrow())
        .isEqualTo(new KeyUse(null, new Sharing(0, 0, true), List.of(), false));
  }

  @Test
  void ofKey_manyAccountsRefusedWithinADay_isSuspectedToBeShared() {
    business.clock.set(start(now).plusSeconds(1800));
    UUID four = newKey();
    EdgeBatch edge = new EdgeBatch();
    for (int account = 0; account < 5; account++) {
      edge.row(now - 23, key, subscription, false, "x" + account, "ACCOUNT_MISMATCH", null, 2);
    }
    for (int account = 0; account < 4; account++) {
      edge.row(now, four, subscription, false, "x" + account, "ACCOUNT_MISMATCH", null, 2);
    }
    edge.row(now - 24, four, subscription, false, "a-day-ago", "ACCOUNT_MISMATCH", null, 1)
        .row(now, four, subscription, false, "of-another-code", "EXPIRED", null, 1)
        .send(business, 1);

    Sharing shared = usage.ofKey(owner(), key).orElseThrow().sharing();
    Sharing usual = usage.ofKey(owner(), four).orElseThrow().sharing();

    assertThat(shared).isEqualTo(new Sharing(5, 10, true));
    assertThat(shared.suspected()).isTrue();
    assertThat(usual).isEqualTo(new Sharing(4, 8, true));
    assertThat(usual.suspected()).isFalse();
    assertThat(toLookAt("shared")).containsExactly(key);

    Instant before = business.clock.instant();
    business.apiKeys.retire(owner(), key, before.plusSeconds(60), "shared").orElseThrow();
    assertThat(usage.ofKey(owner(), key).orElseThrow().sharing().suspected()).isTrue();
    business.clock.advance(Duration.ofSeconds(60));
    assertNotSuspected(key, "what has ended");
    business.clock.set(before);
    assertThat(toLookAt("shared")).containsExactly(key);

    business.apiKeys.revoke(owner(), key, "shared").orElseThrow();
    assertNotSuspected(key, "what has been dealt with");
  }

  /** Neither in the list nor on its own page. */
  private void assertNotSuspected(UUID dealtWith, String as) {
    assertThat(toLookAt("shared")).as(as).isEmpty();
    assertThat(usage.ofKey(owner(), dealtWith).orElseThrow().sharing().suspected())
        .as(as)
        .isFalse();
  }

  @Test
  void handover_rotatedKey_tellsWhoStillUsesIt() {
    business.clock.set(start(now - 5).plusSeconds(600));
    UUID successor =
        business
            .apiKeys
            .rotate(owner(), key, Duration.ofDays(7), "test")
            .orElseThrow()
            .apiKey()
            .id();
    new EdgeBatch()
        .check(now - 6, key, subscription, "before", 1)
        .check(now - 5, key, subscription, "moved", 1)
        .check(now - 4, successor, subscription, "moved", 1)
        .check(now - 3, key, subscription, "both", 1)
        .check(now - 3, successor, subscription, "both", 1)
        .check(now - 1, key, subscription, "still", 1)
        .row(now, key, subscription, false, "refused", "ACCOUNT_MISMATCH", null, 1)
        .send(business, 1);

    KeyHandover handover = usage.handover(owner(), key).orElseThrow();

    assertThat(handover.successor()).isEqualTo(successor);
    assertThat(handover.accounts())
        .extracting(
            KeyHandover.AccountHandover::account,
            KeyHandover.AccountHandover::moved,
            account -> account.silentSince(rotatedAt(handover)))
        .containsExactly(
            tuple("still", false, false),
            tuple("both", false, false),
            tuple("before", false, true),
            tuple("moved", true, false));
    assertThat(handover.more()).isFalse();
    assertThat(usage.handover(owner(), successor).orElseThrow())
        .isEqualTo(new KeyHandover(null, null, List.of(), false));
    assertThat(Business.refusal(usage.handover(owner(), UUID.randomUUID())))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void handover_ofMoreAccountsThanAreTold_saysSoAndTellsWhoHasNotMoved() {
    UUID successor =
        business.apiKeys.rotate(owner(), key, Duration.ofDays(7), null).orElseThrow().apiKey().id();
    var batch = new EdgeBatch().check(now - 30, key, subscription, "still", 1);
    for (int i = 0; i < KeyUse.MOST_ACCOUNTS; i++) {
      batch
          .check(now - 2, key, subscription, "moved" + i, 1)
          .check(now - 1, successor, subscription, "moved" + i, 1);
    }
    batch.send(business, 1);

    KeyHandover handover = usage.handover(owner(), key).orElseThrow();

    assertThat(handover.accounts()).hasSize(KeyUse.MOST_ACCOUNTS);
    assertThat(handover.accounts().getFirst().account()).isEqualTo("still");
    assertThat(handover.more()).isTrue();
    KeyUse use = usage.ofKey(owner(), key).orElseThrow();
    assertThat(use.accounts()).hasSize(KeyUse.MOST_ACCOUNTS);
    assertThat(use.more()).isTrue();
  }

  private static Instant rotatedAt(KeyHandover handover) {
    return Objects.requireNonNull(handover.rotatedAt());
  }

  @Test
  void keysToLookAt_unusedForNinetyDays_areThoseWithoutAnyUse() {
    UUID usedLately = newKey();
    UUID usedLongAgo = newKey();
    UUID revoked = newKey();
    business.apiKeys.revoke(owner(), revoked, "test").orElseThrow();
    new EdgeBatch().check(now, usedLately, subscription, "1", 1).send(business, 1);
    business
        .sql(DatabaseRole.OWNER)
        .sql("insert into usage_key (key_id, hour) values (:key, :hour)")
        .param("key", usedLongAgo)
        .param("hour", Business.START.plus(Duration.ofDays(10)).atOffset(ZoneOffset.UTC))
        .update();

    business.clock.set(Business.START.plus(Duration.ofDays(89)));
    assertThat(toLookAt("unused")).isEmpty();
    business.clock.set(Business.START.plus(Duration.ofDays(91)));
    assertThat(toLookAt("unused")).containsExactly(key);
    business.clock.set(Business.START.plus(Duration.ofDays(101)));
    assertThat(toLookAt("unused")).containsExactlyInAnyOrder(key, usedLongAgo);
  }

  @Test
  void keysToLookAt_expiring_areThoseThatStopWithinTwoWeeks() {
    business
        .apiKeys
        .retire(owner(), key, Business.START.plus(Duration.ofDays(20)), "test")
        .orElseThrow();
    newKey();

    assertThat(toLookAt("expiring")).isEmpty();
    business.clock.set(Business.START.plus(Duration.ofDays(6)));
    assertThat(toLookAt("expiring,unused")).containsExactly(key);
    business.clock.set(Business.START.plus(Duration.ofDays(20)));
    assertThat(toLookAt("expiring")).isEmpty();
  }

  /** Of this test's customer. */
  private List<UUID> toLookAt(String attention) {
    return business
        .apiKeys
        .list(
            owner(),
            new ListQuery(
                Map.of("customerId", customer.id().toString(), "attention", attention),
                List.of(),
                0,
                100))
        .orElseThrow()
        .items()
        .stream()
        .map(row -> row.apiKey().id())
        .toList();
  }

  @Test
  void ofKey_noSuchKey_isNotFound() {
    assertThat(Business.refusal(usage.ofKey(owner(), UUID.randomUUID())))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void prune_hoursTooOld_goAndTheirKeysLastUseStays() {
    new EdgeBatch()
        .check(now - 3, key, subscription, "1", 1)
        .check(now - 4, key, subscription, "1", 1)
        .send(business, 1);
    UUID youngerKey = newKey();
    new EdgeBatch().check(now - 3, youngerKey, subscription, "1", 1).send(business, 1);
    age(key, KEPT_HOURS);
    UsageQuery query = business.part(UsageQuery.class);

    assertThat(query.prune()).isEqualTo(2);
    assertThat(query.prune()).isZero();

    assertThat(calls()).isEmpty();
    assertThat(usage.ofKey(owner(), key).orElseThrow().lastUsedHour())
        .isEqualTo(start(now - 3 - KEPT_HOURS));
    assertThat(list("apiKeyId", youngerKey)).hasSize(1);
  }

  /** Makes a key's rows so many hours older. */
  private static void age(UUID key, int hours) {
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            update usage_hour
               set hour = hour - make_interval(hours => :hours),
                   id = usage_id((extract(epoch from hour) / 3600)::int - :hours, key_id,
                     subscription_id, test, connector, account, code, operation)
             where key_id = :key
            """)
        .param("hours", hours)
        .param("key", key)
        .update();
  }

  @Test
  void blastRadius_ofEachSubject_isItsAllowedChecksOfTheLastDay() {
    endsIn(subscription, Duration.ofHours(-71));
    UUID otherKey = newKey();
    UUID other = business.newSubscription(customer, "prom-ua", "2").id();
    endsIn(other, Duration.ofDays(1));
    new EdgeBatch()
        .check(now - 25, key, subscription, "1", 10_000)
        .check(now - 24, key, subscription, "1", 100)
        .check(now - 1, key, subscription, "1", 20)
        .check(now, key, subscription, "1", 3)
        .check(now - 1, otherKey, other, "2", 7)
        .row(now - 1, key, subscription, false, "1", "EXPIRED", null, 1_000)
        .row(now - 1, key, subscription, false, "1", "VALID", "createOrder", 1_000)
        .check(now - 1, key, subscription, "moved-away", 1_000)
        .send(business, 1);

    assertThat(radius(BlastRadius.Subject.SUBSCRIPTION, subscription))
        .isEqualTo(radius(1, 120, now));
    assertThat(radius(BlastRadius.Subject.API_KEY, otherKey)).isEqualTo(radius(1, 7, now - 1));
    assertThat(radius(BlastRadius.Subject.CUSTOMER, customer.id())).isEqualTo(radius(2, 127, now));
  }

  @Test
  void blastRadius_ofWhatAlreadyStandsStill_isNobody() {
    endsIn(subscription, Duration.ofHours(-71));
    new EdgeBatch().check(now - 1, key, subscription, "1", 20).send(business, 1);
    business.subscriptions.suspend(owner(), subscription, null, "held").orElseThrow();

    assertNobodyIsStopped();
  }

  @Test
  void blastRadius_ofWhatIsOver_isNobody() {
    endsIn(subscription, Duration.ofHours(-71));
    new EdgeBatch().check(now - 1, key, subscription, "1", 20).send(business, 1);
    assertThat(radius(BlastRadius.Subject.API_KEY, key)).isEqualTo(radius(1, 20, now - 1));

    endsIn(subscription, Duration.ofHours(-80));

    assertNobodyIsStopped();
  }

  /** By the time of the database, by which checks are counted; three days of grace follow. */
  private static void endsIn(UUID subscription, Duration fromNow) {
    business
        .sql(DatabaseRole.OWNER)
        .sql("update subscription set ends_at = now() + make_interval(secs => ?) where id = ?")
        .param(fromNow.toSeconds())
        .param(subscription)
        .update();
  }

  private void assertNobodyIsStopped() {
    for (BlastRadius.Subject subject : BlastRadius.Subject.values()) {
      UUID id =
          switch (subject) {
            case SUBSCRIPTION -> subscription;
            case CUSTOMER -> customer.id();
            case API_KEY -> key;
          };
      assertThat(radius(subject, id)).isEqualTo(radius(0, 0, null));
    }
  }

  /** The edge began to count four seconds before it sent them: the last call is no older. */
  @Test
  void blastRadius_ofWhatAnEdgeHasJustCounted_wasUsedWithinSeconds() {
    endsIn(subscription, Duration.ofHours(-71));
    new EdgeBatch().check(now - 1, key, subscription, "1", 1).send(business, 1, 4_000L);
    new EdgeBatch().check(now - 1, key, subscription, "1", 1).send(business, 1, 3_000_000L);

    BlastRadius radius =
        usage.blastRadius(owner(), BlastRadius.Subject.SUBSCRIPTION, subscription).orElseThrow();

    // to the hour it would be half an hour on average; what is later than the statement is waiting
    assertThat(radius.usedWithin().orElseThrow())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(4))
        .isLessThan(Duration.ofSeconds(3_000));
    assertThat(radius.lastHour()).isEqualTo(start(now - 1));
  }

  @Test
  void blastRadius_ofWhatWasCountedLongAgo_knowsTheHourOnly() {
    endsIn(subscription, Duration.ofHours(-71));
    new EdgeBatch().check(now - 2, key, subscription, "1", 1).send(business, 1, 3_600_001L);
    new EdgeBatch().check(now - 2, key, subscription, "1", 1).send(business, 1, -1L);

    BlastRadius radius =
        usage.blastRadius(owner(), BlastRadius.Subject.SUBSCRIPTION, subscription).orElseThrow();

    assertThat(radius.usedWithin()).isEmpty();
    assertThat(radius.lastAfter()).isEqualTo(start(now - 2));
  }

  /** Of a connector only a day is looked at, which is not to be taken for all that is kept. */
  @Test
  void ofConnector_usedBeforeTheDay_isNobodyOfADay() {
    BlastRadius radius = usage.ofConnector(owner(), "rozetka").orElseThrow();

    assertThat(radius.ofADay()).isTrue();
    assertThat(usage.ofConnector(owner(), "no-such")).isInstanceOf(Result.Refused.class);
  }

  @Test
  void blastRadius_ofNothing_isNotFound() {
    UUID nothing = UUID.randomUUID();

    assertThat(Business.refusal(usage.blastRadius(owner(), BlastRadius.Subject.API_KEY, nothing)))
        .isEqualTo(new Refusal.NotFound("api-key", nothing.toString()));
  }

  private BlastRadius radius(BlastRadius.Subject subject, UUID id) {
    BlastRadius radius = usage.blastRadius(owner(), subject, id).orElseThrow();
    return new BlastRadius(
        radius.accounts(),
        radius.checks(),
        radius.until(),
        radius.lastHour(),
        radius.lastAfter(),
        radius.lookedBack(),
        start(now));
  }

  /** Of counts without a time of their own. */
  private static BlastRadius radius(long accounts, long checks, @Nullable Integer lastHour) {
    Instant last = lastHour == null ? null : start(lastHour);
    return new BlastRadius(
        accounts, checks, start(now), last, last, Duration.ofDays(35), start(now));
  }
}
