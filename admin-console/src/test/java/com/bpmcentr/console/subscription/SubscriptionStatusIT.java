package com.bpmcentr.console.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One rule, said three times: in {@link Subscription}, in the schema's functions (which licenses
 * and claims rest on), and in the conditions of the list's status filter. Here they are held
 * together.
 */
class SubscriptionStatusIT {

  private static final int SUBSCRIPTIONS = 300;
  private static final Instant NOW = Business.START;

  private static Business business;
  private static JdbcClient owner;
  private static Map<UUID, Subscription> byId;
  private static Set<Instant> moments;

  @BeforeAll
  static void insertSubscriptions() {
    business = Business.open();
    owner = business.sql(DatabaseRole.OWNER);
    owner.sql("update connector set category = 'free' where id = 'prom-ua'").update();
    byId = new HashMap<>();
    Random random = new Random(20260310);
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      insert(insertCustomer(i), random);
    }
    SubscriptionRepository repository = business.part(SubscriptionRepository.class);
    for (UUID id : owner.sql("select id from subscription").query(UUID.class).list()) {
      byId.put(id, repository.find(id).orElseThrow());
    }
    moments = new TreeSet<>();
    for (Subscription subscription : byId.values()) {
      around(subscription.term().startsAt());
      around(subscription.term().endsAt());
      around(subscription.graceUntil());
      around(subscription.suspendedFrom());
    }
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void sample_statusesAtAllMoments_areAllThere() {
    Set<SubscriptionStatus> seen = new HashSet<>();
    byId.values()
        .forEach(subscription -> moments.forEach(moment -> seen.add(subscription.status(moment))));

    assertThat(seen).containsExactlyInAnyOrder(SubscriptionStatus.values());
  }

  @Test
  void subscriptionStatus_anyFactsAtAnyMoment_isWhatJavaSays() {
    owner
        .sql(
            """
            select id, moment, subscription_status(s, moment) as status
            from subscription s cross join unnest(array[:moments]) as moment
            """)
        .param("moments", moments.stream().map(PgTime::of).toList())
        .query(
            row -> {
              Subscription subscription = byId.get(row.getObject("id", UUID.class));
              Instant moment = PgTime.required(row, "moment");
              assertThat(row.getString("status"))
                  .as("%s at %s", subscription, moment)
                  .isEqualTo(subscription.status(moment).wireName());
            });
  }

  @Test
  void graceUntilAndSuspendedFrom_anyFacts_areWhatJavaSays() {
    owner
        .sql(
            """
            select id, grace_until(s) as grace_until, suspended_from(s) as suspended_from
            from subscription s
            """)
        .query(
            row -> {
              Subscription subscription = byId.get(row.getObject("id", UUID.class));
              assertThat(PgTime.optional(row, "grace_until")).isEqualTo(subscription.graceUntil());
              assertThat(PgTime.optional(row, "suspended_from"))
                  .isEqualTo(subscription.suspendedFrom());
            });
  }

  @Test
  void withoutInvoice_atAnyMoment_findsExactlyThoseThatJavaWouldInvoice() {
    InvoiceWorkQuery query = business.part(InvoiceWorkQuery.class);
    Place first = new Place(NOW.minus(Duration.ofDays(400)), new UUID(0, 0));
    for (Instant moment : everyTenth()) {
      assertThat(
              query.withoutInvoice(Interval.MONTH, NoticeTimes.SOLD.month(), first, moment, 1000))
          .extracting(Due::subject)
          .containsExactlyInAnyOrderElementsOf(
              byId.values().stream()
                  .filter(
                      subscription ->
                          Billing.due(subscription, tariff(subscription), moment, Samples.RULES)
                              .isPresent())
                  .map(Subscription::id)
                  .toList());
    }
  }

  @ParameterizedTest
  @EnumSource(SubscriptionStatus.class)
  void list_filteredByStatus_findsExactlyThoseThatJavaSays(SubscriptionStatus status) {
    SubscriptionQuery query = business.part(SubscriptionQuery.class);
    ListQuery filtered =
        new ListQuery(Map.of("status", status.wireName()), List.of(), 0, ListQuery.MOST_ROWS);
    for (Instant moment : everyTenth()) {
      List<UUID> expected =
          byId.values().stream()
              .filter(subscription -> subscription.status(moment, category(subscription)) == status)
              .map(Subscription::id)
              .toList();

      assertThat(query.list(filtered, moment).orElseThrow().items())
          .allMatch(row -> row.status() == status)
          .extracting(row -> row.subscription().id())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** One in three is of what was made free. */
  private static Category category(Subscription subscription) {
    return subscription.connectorId().equals("prom-ua") ? Category.FREE : Category.STANDARD;
  }

  private static Tariff tariff(Subscription subscription) {
    return new Tariff(category(subscription), BillingTest.TARIFF.prices());
  }

  private static List<Instant> everyTenth() {
    List<Instant> chosen = new ArrayList<>();
    int i = 0;
    for (Instant moment : moments) {
      if (i++ % 10 == 0) {
        chosen.add(moment);
      }
    }
    return chosen;
  }

  private static void around(@Nullable Instant boundary) {
    if (boundary != null && moments.size() < 240) {
      moments.addAll(List.of(boundary.minusMillis(1), boundary, boundary.plusMillis(1)));
    }
  }

  private static UUID insertCustomer(int number) {
    return owner
        .sql(
            """
            insert into customer (email, name, country, locale, created_at)
            values (:email, 'Name', 'UA', 'uk', now()) returning id
            """)
        .param("email", number + "@status.example")
        .query(UUID.class)
        .single();
  }

  private static void insert(UUID customer, Random random) {
    boolean trial = random.nextInt(4) == 0;
    boolean renews = !trial && random.nextBoolean();
    Instant starts = NOW.plus(Duration.ofHours(random.nextInt(-80 * 24, 10 * 24)));
    boolean neverPaid = !trial && random.nextInt(5) == 0;
    Instant ends =
        neverPaid ? starts : starts.plus(trial ? Duration.ofDays(7) : Duration.ofDays(31));
    owner
        .sql(
            """
            insert into subscription (customer_id, connector_id, interval, category, trial, price,
                currency, created_at, starts_at, period_starts_at, ends_at, grace_seconds,
                auto_renew, canceled_at, suspended_at, suspend_reason, revoked_at, revoke_reason)
            values (:customer, :connector, 'month', 'standard', :trial, 15, 'USD', :starts, :starts,
                :starts, :ends, :grace, :renews, :canceledAt, :suspendedAt, 'held', :revokedAt,
                'revoked')
            """)
        .param("customer", customer)
        .param("connector", random.nextInt(3) == 0 ? "prom-ua" : "rozetka")
        .param("trial", trial)
        .param("starts", PgTime.of(starts))
        .param("ends", PgTime.of(ends))
        .param("grace", random.nextBoolean() ? 259_200 : 0)
        .param("renews", renews)
        .param("canceledAt", trial || renews ? null : PgTime.of(starts))
        .param("suspendedAt", PgTime.of(random.nextInt(6) == 0 ? within(starts, random) : null))
        .param("revokedAt", PgTime.of(random.nextInt(8) == 0 ? within(starts, random) : null))
        .update();
  }

  private static Instant within(Instant starts, Random random) {
    return starts.plus(Duration.ofHours(random.nextInt(24, 45 * 24)));
  }
}
