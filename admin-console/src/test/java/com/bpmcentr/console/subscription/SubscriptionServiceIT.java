package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.Business.order;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static com.bpmcentr.console.Business.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.MillionRows;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Forbidden;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Refusal.LimitReached;
import com.bpmcentr.console.operation.Refusal.NotFound;
import com.bpmcentr.console.operation.Refusal.StateForbids;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SubscriptionServiceIT {

  private static Business business;
  private static SubscriptionService subscriptions;

  private Customer customer;

  @BeforeAll
  static void open() {
    business = Business.open();
    subscriptions = business.subscriptions;
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void newCustomer() {
    business.clock.set(Business.START);
    customer = business.newCustomer();
  }

  @Test
  void create_withAccount_isPublishedAndRemembered() {
    Result<SubscriptionView> result =
        subscriptions.create(owner(), business.paidOrder(customer, "rozetka", "1234567"));

    assertThat(result).isInstanceOf(Result.Done.class);
    assertThat(((Result.Done<SubscriptionView>) result).position()).isNotNull();
    SubscriptionView view = result.orElseThrow();
    assertThat(view.status()).isEqualTo(SubscriptionStatus.ACTIVE);
    Grant grant = grant(view.subscription().id());
    assertThat(grant.account()).isEqualTo("1234567");
    assertThat(grant.endsAt()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    assertThat(grant.graceUntil()).isEqualTo(Instant.parse("2026-04-13T08:30:00Z"));
    assertThat(grant.suspendedAt()).isEqualTo(Instant.parse("2026-04-17T08:30:00Z"));
    assertThat(timeline(view.subscription()).getLast())
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(EventKind.CREATED);
              assertThat(event.actorName()).isEqualTo("owner@bpmcentr.example");
              assertThat(event.before().texts()).isEmpty();
              assertThat(event.after().texts()).containsEntry("makeAccountId", "1234567");
            });
  }

  @Test
  void create_whatIsStored_isWhatWasAnswered() {
    Subscription created = business.newSubscription(customer, "keycrm", null);

    assertThat(detail(created).row().subscription()).isEqualTo(created);
    assertThat(created.terms().price()).isEqualTo(Samples.usd("25.00"));
    assertThat(created.binding()).isEqualTo(Binding.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "кирилиця", "tab\there", "\u0000", "1234567\n"})
  void create_malformedAccount_namesTheField(String account) {
    assertThat(refusal(subscriptions.create(owner(), order(customer, "rozetka", account, false))))
        .isEqualTo(new Invalid("makeAccountId", InvalidKey.ACCOUNT));
  }

  @Test
  void create_accountOf101Characters_namesTheField() {
    assertThat(
            refusal(
                subscriptions.create(owner(), order(customer, "rozetka", "1".repeat(101), false))))
        .isEqualTo(new Invalid("makeAccountId", InvalidKey.ACCOUNT));
    assertThat(business.newSubscription(customer, "rozetka", "~".repeat(100))).isNotNull();
  }

  @Test
  void create_ofWhatIsNotThere_namesTheField() {
    NewSubscription ofNobody =
        new NewSubscription(UUID.randomUUID(), "rozetka", Interval.MONTH, false, null, null);

    assertThat(refusal(subscriptions.create(owner(), ofNobody)))
        .isEqualTo(new Invalid("customerId", InvalidKey.UNKNOWN));
    assertThat(refusal(subscriptions.create(owner(), order(customer, "no-such", null, false))))
        .isEqualTo(new Invalid("connectorId", InvalidKey.UNKNOWN));
  }

  @Test
  void create_startInFarFutureOrPast_namesTheField() {
    for (Duration away : List.of(Duration.ofDays(367), Duration.ofDays(-3651))) {
      NewSubscription asked =
          new NewSubscription(
              customer.id(), "rozetka", Interval.YEAR, false, null, Business.START.plus(away));

      assertThat(refusal(subscriptions.create(owner(), asked)))
          .asInstanceOf(type(Invalid.class))
          .extracting(Invalid::field, Invalid::messageKey)
          .containsExactly("startsAt", InvalidKey.TIME_RANGE);
    }
  }

  @Test
  void startTrial_fourthOfTheCustomer_isRefused() {
    for (String connector : List.of("rozetka", "prom-ua", "allo")) {
      assertThat(trial(customer, connector, null)).isInstanceOf(Result.Done.class);
    }

    assertThat(refusal(trial(customer, "nova-poshta", null)))
        .isEqualTo(new LimitReached("trials", 3));
  }

  @Test
  void startTrial_ofTheSameConnectorAgain_isRefusedEvenWhenRevoked() {
    Subscription first = trial(customer, "rozetka", null).orElseThrow().subscription();
    subscriptions.revoke(owner(), first.id(), null, "by mistake").orElseThrow();

    assertThat(refusal(trial(customer, "rozetka", null)))
        .isEqualTo(new LimitReached("trial-connector", 1));
  }

  @Test
  void startTrial_inAnAccountThatHadOne_isRefused() {
    assertThat(trial(customer, "rozetka", "trial-1")).isInstanceOf(Result.Done.class);
    Customer other = business.newCustomer();

    assertThat(refusal(trial(other, "rozetka", "trial-1")))
        .isEqualTo(new LimitReached("trial-account", 1));
    assertThat(trial(other, "allo", "trial-1")).isInstanceOf(Result.Done.class);
  }

  @Test
  void startTrial_sameAccountAtOnce_exactlyOneStarts() throws Exception {
    List<Customer> customers = Stream.generate(business::newCustomer).limit(8).toList();

    List<Result<SubscriptionView>> results =
        atOnce(
            customers.stream()
                .<Callable<Result<SubscriptionView>>>map(
                    each -> () -> trial(each, "allo", "wanted-by-all"))
                .toList());

    assertThat(results).filteredOn(Result.Done.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(Result.Refused.class::isInstance)
        .allMatch(refused -> refusal(refused).equals(new LimitReached("trial-account", 1)));
  }

  @Test
  void startTrial_sameCustomerAtOnce_staysWithinTheLimit() throws Exception {
    List<Callable<Result<SubscriptionView>>> attempts =
        Stream.of("rozetka", "prom-ua", "allo", "nova-poshta", "meest", "justin")
            .<Callable<Result<SubscriptionView>>>map(
                connector -> () -> trial(customer, connector, null))
            .toList();

    assertThat(atOnce(attempts)).filteredOn(Result.Done.class::isInstance).hasSize(3);
  }

  @Test
  void changeAccount_moved_refusesTheOldAccountAtOnce() {
    Subscription created = business.newSubscription(customer, "rozetka", "1234567");

    Subscription moved = change(created, "7654321").orElseThrow().subscription();

    assertThat(moved.binding().previousAccount()).isEqualTo("1234567");
    assertThat(moved.binding().changedAt()).isEqualTo(Business.START);
    assertThat(moved.term()).isEqualTo(created.term());
    assertThat(grant(created.id()).account()).isEqualTo("7654321");
    assertThat(timeline(created).getFirst().kind()).isEqualTo(EventKind.ACCOUNT_CHANGED);
  }

  @Test
  void changeAccount_fourthWithinThirtyDays_needsAnOverrideWithReason() {
    Subscription created = business.newSubscription(customer, "rozetka", "a0");
    for (String account : List.of("a1", "a2", "a3")) {
      assertThat(change(created, account)).isInstanceOf(Result.Done.class);
    }

    assertThat(refusal(change(created, "a4")))
        .isEqualTo(new LimitReached("moves", 3, "instead.override"));
    assertThat(refusal(override(staff(Role.SUPPORT), created, "a4", "they asked")))
        .isEqualTo(new Forbidden(Permission.OVERRIDE_LIMITS));
    assertThat(refusal(override(owner(), created, "a4", null)))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    assertThat(override(owner(), created, "a4", "account was lost"))
        .isInstanceOf(Result.Done.class);
    assertThat(detail(created).recentMoves()).isEqualTo(4);

    business.clock.advance(Duration.ofDays(30));
    assertThat(change(created, "a5")).isInstanceOf(Result.Done.class);
  }

  @Test
  void changeAccount_backWithinTheHour_takesTheMoveBackAndIsNone() {
    Subscription created = business.newSubscription(customer, "rozetka", "a0");
    for (String account : List.of("a1", "a2", "slip")) {
      change(created, account).orElseThrow();
    }
    business.clock.advance(Duration.ofMinutes(59));

    Subscription back = change(created, "a2").orElseThrow().subscription();

    assertThat(back.binding().account()).isEqualTo("a2");
    assertThat(grant(created.id()).account()).isEqualTo("a2");
    assertThat(detail(created).recentMoves()).isEqualTo(3);
    assertThat(refusal(change(created, "slip")))
        .isEqualTo(new LimitReached("moves", 3, "instead.override"));
  }

  /** Three moves, and each of them taken back, were six more: nine changes within the window. */
  @Test
  void changeAccount_toAndFro_isRefusedAfterAsManyMovesAsTheRuleSays() {
    Subscription often = business.newSubscription(customer, "prom-ua", "a0");

    for (int move = 1; move <= 3; move++) {
      change(often, "a1").orElseThrow();
      change(often, "a0").orElseThrow();
      assertThat(detail(often).recentMoves()).isEqualTo(move);
    }

    assertThat(refusal(change(often, "a1")))
        .isEqualTo(new LimitReached("moves", 3, "instead.override"));
    override(owner(), often, "a1", "account was lost").orElseThrow();
    assertThat(change(often, "a0")).as("taken back").isInstanceOf(Result.Done.class);
  }

  @Test
  void changeAccount_backAfterTheHour_countsAsAnyOther() {
    Subscription late = business.newSubscription(customer, "rozetka", "a0");
    change(late, "a1").orElseThrow();
    business.clock.advance(Action.ChangeAccount.UNDO_WITHIN);

    change(late, "a0").orElseThrow();

    assertThat(detail(late).recentMoves()).isEqualTo(2);
  }

  @Test
  void changeAccount_ofTheUnbound_isItsFirstBindingAndNoMove() {
    Subscription created = business.newSubscription(customer, "rozetka", null);

    change(created, "1234567").orElseThrow();

    assertThat(detail(created).recentMoves()).isZero();
    assertThat(timeline(created).getFirst().kind()).isEqualTo(EventKind.BOUND);
  }

  @Test
  void changeAccount_ofATrial_goesNowhereThatHadOneButMayComeBack() {
    trial(business.newCustomer(), "rozetka", "taken").orElseThrow();
    Subscription trial = trial(customer, "rozetka", "mine").orElseThrow().subscription();

    assertThat(refusal(change(trial, "taken"))).isEqualTo(new LimitReached("trial-account", 1));
    assertThat(change(trial, "typing-error")).isInstanceOf(Result.Done.class);
    assertThat(change(trial, "mine")).isInstanceOf(Result.Done.class);
    assertThat(refusal(trial(business.newCustomer(), "rozetka", "typing-error")))
        .isEqualTo(new LimitReached("trial-account", 1));
  }

  @Test
  void cancel_inGrace_previewSaysThatAccessEndsNow() {
    Subscription created = business.newSubscription(customer, "rozetka", "1234567");
    business.clock.set(created.term().endsAt().plus(Duration.ofDays(1)));

    ActionPreview preview =
        subscriptions.preview(owner(), created.id(), ActionName.CANCEL).orElseThrow();
    SubscriptionView canceled =
        subscriptions.cancel(owner(), created.id(), null, "too dear").orElseThrow();

    assertThat(preview.endsAccessAtOnce()).isTrue();
    assertThat(preview.statusAfter()).isEqualTo(canceled.status());
    assertThat(canceled.status()).isEqualTo(SubscriptionStatus.EXPIRED);
    assertThat(grant(created.id()).graceUntil()).isNull();
    assertThat(grant(created.id()).suspendedAt()).isNull();
  }

  @Test
  void cancel_twice_namesStateAndAction() {
    Subscription created = business.newSubscription(customer, "rozetka", null);
    subscriptions.cancel(owner(), created.id(), null, null).orElseThrow();

    assertThat(refusal(subscriptions.cancel(owner(), created.id(), null, null)))
        .isEqualTo(new StateForbids("canceled", "cancel"));
  }

  @Test
  void reactivate_afterTheEnd_startsAPeriodNow() {
    Subscription created = business.newSubscription(customer, "rozetka", "1234567");
    subscriptions.cancel(owner(), created.id(), null, null).orElseThrow();
    business.clock.advance(Duration.ofDays(100));

    ActionPreview preview =
        subscriptions.preview(owner(), created.id(), ActionName.REACTIVATE).orElseThrow();
    SubscriptionView view =
        subscriptions.reactivate(owner(), created.id(), null, "came back").orElseThrow();

    assertThat(preview.startsPeriod()).isTrue();
    assertThat(view.status()).isEqualTo(SubscriptionStatus.PAST_DUE);
    assertThat(view.subscription().term().startsAt())
        .isEqualTo(Business.START.plus(Duration.ofDays(100)));
    assertThat(view.subscription().binding().account()).isEqualTo("1234567");
  }

  @Test
  void suspendAndResume_reachTheLicenseBothTimes() {
    Subscription created = business.newSubscription(customer, "rozetka", "1234567");

    subscriptions.suspend(owner(), created.id(), null, "abuse").orElseThrow();
    assertThat(grant(created.id()).suspendedAt()).isEqualTo(Business.START);

    subscriptions.resume(owner(), created.id(), null, null).orElseThrow();
    assertThat(grant(created.id()).suspendedAt()).isEqualTo(created.suspendedFrom());
    assertThat(timeline(created))
        .extracting(SubscriptionEvent::kind)
        .containsExactly(EventKind.RESUMED, EventKind.SUSPENDED, EventKind.PAID, EventKind.CREATED);
  }

  @Test
  void revoke_isFinalAndNeedsAReason() {
    Subscription created = business.newSubscription(customer, "rozetka", "1234567");

    assertThat(refusal(subscriptions.revoke(owner(), created.id(), null, " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    subscriptions.revoke(owner(), created.id(), null, "fraud").orElseThrow();

    assertThat(grant(created.id()).revokedAt()).isEqualTo(Business.START);
    assertThat(detail(created).allowedActions()).containsExactly(ActionName.REFUND);
    assertThat(refusal(subscriptions.reactivate(owner(), created.id(), null, null)))
        .isEqualTo(new StateForbids("revoked", "reactivate"));
  }

  @Test
  void act_onAnOldVersion_isAConflictAndChangesNothing() {
    Subscription seen = business.newSubscription(customer, "rozetka", null);
    subscriptions.cancel(owner(), seen.id(), seen.version(), null).orElseThrow();

    assertThat(refusal(subscriptions.suspend(owner(), seen.id(), seen.version(), "abuse")))
        .isEqualTo(new VersionConflict(1, 2));
    assertThat(detail(seen).row().status()).isEqualTo(SubscriptionStatus.CANCELED);
  }

  @Test
  void act_onTheSameVersionAtOnce_oneWinsTheOthersAreTold() throws Exception {
    Subscription seen = business.newSubscription(customer, "rozetka", null);
    List<Callable<Result<SubscriptionView>>> attempts =
        Stream.<Callable<Result<SubscriptionView>>>generate(
                () -> () -> subscriptions.suspend(owner(), seen.id(), seen.version(), "abuse"))
            .limit(6)
            .toList();

    List<Result<SubscriptionView>> results = atOnce(attempts);

    assertThat(results).filteredOn(Result.Done.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(Result.Refused.class::isInstance)
        .allMatch(refused -> refusal(refused).equals(new VersionConflict(1, 2)));
    assertThat(timeline(seen)).hasSize(3);
  }

  /**
   * The bug this was: an edge's claim held the subscription and wanted to refer to its customer,
   * while staff's change held the customer and wanted the subscription. One of the two failed.
   */
  @Test
  void act_whileAnEdgeClaims_doesNotDeadlock() throws Exception {
    Subscription claimed = business.newSubscription(customer, "rozetka", null);
    JdbcClient edge = business.sql(DatabaseRole.OWNER);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Result<SubscriptionView>> suspended;
      edge.sql("begin").update();
      try {
        edge.sql("select from subscription where id = :id for update")
            .param("id", claimed.id())
            .query()
            .listOfRows();
        suspended =
            threads.submit(() -> subscriptions.suspend(owner(), claimed.id(), null, "abuse"));
        await().until(() -> someoneWaitsForALock(edge));

        edge.sql(
                """
                insert into subscription_claim
                    (subscription_id, customer_id, connector_id, account, edge_id, claimed_at)
                values (:id, :customerId, 'rozetka', '1234567', 'edge-1', now())
                """)
            .param("id", claimed.id())
            .param("customerId", customer.id())
            .update();
      } finally {
        edge.sql("commit").update();
      }
      assertThat(suspended.get()).isInstanceOf(Result.Done.class);
    }
  }

  private static boolean someoneWaitsForALock(JdbcClient sql) {
    return sql.sql("select exists (select from pg_locks where not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void act_onWhatIsNotThere_isNotFound() {
    UUID id = UUID.randomUUID();

    assertThat(refusal(subscriptions.cancel(owner(), id, null, null)))
        .isEqualTo(new NotFound("subscription", id.toString()));
    assertThat(refusal(subscriptions.get(owner(), id)))
        .isEqualTo(new NotFound("subscription", id.toString()));
  }

  @Test
  void get_allowedActions_areThoseTheViewerMayDo() {
    Subscription created = business.newSubscription(customer, "rozetka", null);

    assertThat(detail(created).allowedActions())
        .containsExactlyInAnyOrder(
            ActionName.CHANGE_ACCOUNT,
            ActionName.CANCEL,
            ActionName.SUSPEND,
            ActionName.REVOKE,
            ActionName.PAY,
            ActionName.REFUND,
            ActionName.CHANGE_INTERVAL,
            ActionName.DISCOUNT);
    assertThat(allowed(Role.SUPPORT, created))
        .containsExactlyInAnyOrder(ActionName.CHANGE_ACCOUNT, ActionName.SUSPEND);
    assertThat(allowed(Role.BILLING, created))
        .containsExactlyInAnyOrder(
            ActionName.CANCEL,
            ActionName.PAY,
            ActionName.REFUND,
            ActionName.CHANGE_INTERVAL,
            ActionName.DISCOUNT);
    assertThat(allowed(Role.AUDITOR, created)).isEmpty();
  }

  @Test
  void oneUnpaidSubscription_leavesTheOthersAlone() {
    Subscription unpaid = business.newSubscription(customer, "rozetka", "1");
    business.clock.set(unpaid.term().endsAt().plus(Duration.ofDays(8)));
    Subscription other = business.newSubscription(customer, "allo", "1");

    assertThat(detail(unpaid).row().status()).isEqualTo(SubscriptionStatus.SUSPENDED);
    assertThat(detail(other).row().status()).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  /** As the orders' indexes have it: a category and an interval, or whose name is read anyway. */
  @ParameterizedTest
  @CsvSource({
    "customer, q=@",
    "price, interval=month",
    "connector, interval=month",
    "endDate, interval=month"
  })
  void list_ofManyInOrder_isPlannedForAnIndex(String order, String filter) {
    for (int i = 0; i < 2; i++) {
      business.newSubscription(business.newCustomer(), "rozetka", null);
    }
    Map<String, String> filters = Map.of(filter.split("=")[0], filter.split("=")[1]);

    assertThat(
            MillionRows.isPlannedForAnIndex(
                business,
                SubscriptionQuery.SUBSCRIPTIONS,
                filters,
                order,
                List.of("customer", "subscription")))
        .isTrue();
  }

  private static Result<SubscriptionView> trial(Customer of, String connector, String account) {
    return subscriptions.create(owner(), order(of, connector, account, true));
  }

  private static Result<SubscriptionView> change(Subscription subscription, String account) {
    return subscriptions.changeAccount(owner(), subscription.id(), null, account, false, "test");
  }

  private static Result<SubscriptionView> override(
      Actor actor, Subscription subscription, String account, String reason) {
    return subscriptions.changeAccount(actor, subscription.id(), null, account, true, reason);
  }

  private static SubscriptionDetail detail(Subscription subscription) {
    return subscriptions.get(owner(), subscription.id()).orElseThrow();
  }

  private static Iterable<ActionName> allowed(Role role, Subscription subscription) {
    return subscriptions.get(staff(role), subscription.id()).orElseThrow().allowedActions();
  }

  private static List<SubscriptionEvent> timeline(Subscription subscription) {
    return subscriptions.timeline(owner(), subscription.id()).orElseThrow();
  }

  private Grant grant(UUID subscription) {
    return business.feed.license(customer.id()).grants().stream()
        .filter(grant -> grant.subscriptionId().equals(subscription.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> atOnce(List<Callable<T>> attempts) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(attempts.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(attempts)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void totals_ofWhatTheFiltersLeave_countAYearByItsTwelfth() {
    Customer payer = business.newCustomer();
    business.newSubscription(payer, "rozetka", "1");
    business
        .subscriptions
        .create(
            owner(), new NewSubscription(payer.id(), "rozetka", Interval.YEAR, false, "2", null))
        .orElseThrow();

    assertThat(
            business
                .subscriptions
                .totals(owner(), Map.of("customerId", payer.id().toString()))
                .orElseThrow())
        .containsExactly(new SubscriptionTotal(2, new Money(new BigDecimal("27.75"), "USD")));
  }
}
