package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.NOW;
import static com.bpmcentr.console.subscription.Samples.OFFER;
import static com.bpmcentr.console.subscription.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {

  private static final Discount DISCOUNT =
      new Discount(
          UUID.fromString("018f0000-0000-7000-8000-000000000003"),
          new Discount.Percent(BigDecimal.TEN),
          "loyal",
          null);

  /**
   * Situation × action → the status afterwards, a dash where the state forbids it, or "paid-ahead"
   * for that refusal. The columns stand in the order of {@link ActionName}. All that was paid is
   * given back.
   */
  private static final String TABLE =
      """
      #                         change      cancel      reactivate  suspend     resume      revoke      pay         refund      change-int  discount
      SCHEDULED                 scheduled   scheduled   -           suspended   -           revoked     -           scheduled   paid-ahead  scheduled
      SCHEDULED_UNPAID          scheduled   scheduled   -           suspended   -           revoked     scheduled   -           scheduled   scheduled
      SCHEDULED_NOT_RENEWING    scheduled   -           scheduled   suspended   -           revoked     -           scheduled   -           scheduled
      TRIAL                     trial       -           -           suspended   -           revoked     active      -           trial       trial
      ACTIVE                    active      canceled    -           suspended   -           revoked     active      expired     active      active
      PAID_AHEAD                active      canceled    -           suspended   -           revoked     -           expired     paid-ahead  active
      STARTED_UNPAID            past_due    expired     -           suspended   -           revoked     active      -           past_due    past_due
      PAST_DUE_IN_GRACE         past_due    expired     -           suspended   -           revoked     active      expired     past_due    past_due
      PAST_DUE_AFTER_GRACE      past_due    expired     -           suspended   -           revoked     active      expired     past_due    past_due
      SUSPENDED_UNPAID          suspended   expired     -           suspended   -           revoked     active      expired     suspended   suspended
      HELD                      suspended   suspended   -           -           active      revoked     suspended   suspended   suspended   suspended
      HELD_NOT_RENEWING         suspended   -           suspended   -           canceled    revoked     -           suspended   -           suspended
      HELD_ENDED                suspended   -           -           -           expired     revoked     -           suspended   -           suspended
      HELD_TRIAL                suspended   -           -           -           trial       revoked     suspended   -           suspended   suspended
      CANCELED                  canceled    -           active      suspended   -           revoked     -           expired     -           canceled
      EXPIRED                   -           -           past_due    -           -           revoked     -           expired     -           expired
      EXPIRED_TRIAL             -           -           -           -           -           revoked     active      -           expired     expired
      REVOKED                   -           -           -           -           -           -           -           revoked     -           -
      """;

  @ParameterizedTest(name = "{0} × {1} → {2}")
  @MethodSource("table")
  void apply_everyActionInEverySituation_isAsTheTableSays(
      Situation situation, ActionName name, String expected) {
    Subscription subscription = situation.subscription;
    String status = subscription.status(NOW).wireName();

    String outcome =
        switch (Lifecycle.apply(subscription, action(name), NOW, RULES)) {
          case Transition(Subscription after, EventKind _) -> after.status(NOW).wireName();
          case Denied(Refusal refusal) -> {
            if (refusal instanceof Refusal.Invalid(_, String key, _)) {
              yield key.substring("invalid.".length());
            }
            assertThat(refusal).isEqualTo(new Refusal.StateForbids(status, name.wireName()));
            yield "-";
          }
        };

    assertThat(outcome).isEqualTo(expected);
    assertThat(Lifecycle.allowedActions(subscription, NOW).contains(name))
        .isEqualTo(!expected.equals("-"));
  }

  @Test
  void endDiscount_withoutOne_isRefusedAndWithOneIsTheListsPriceAgain() {
    Subscription listed = Situation.ACTIVE.subscription;
    Subscription discounted = listed.with(listed.renewal().with(DISCOUNT));

    assertThat(Lifecycle.apply(listed, new Action.SetDiscount(null), NOW, RULES))
        .isEqualTo(new Denied(new Refusal.StateForbids("active", "end-discount")));
    assertThat(Lifecycle.apply(discounted, new Action.SetDiscount(null), NOW, RULES))
        .isEqualTo(new Transition(listed, EventKind.DISCOUNTED));
  }

  @Test
  void table_situations_areAllThereAndReachEveryStatus() {
    assertThat(rows()).containsOnlyKeys(Situation.values());
    assertThat(Situation.values())
        .extracting(situation -> situation.subscription.status(NOW))
        .contains(SubscriptionStatus.values());
  }

  /** What was made free was shown as past due, and counted among what is to be paid. */
  @ParameterizedTest
  @EnumSource(Situation.class)
  void status_ofWhatWasMadeFree_isAsTheTableSays(Situation situation) {
    Subscription subscription = situation.subscription;
    SubscriptionStatus free =
        switch (situation) {
          case SCHEDULED, SCHEDULED_UNPAID, SCHEDULED_NOT_RENEWING -> SubscriptionStatus.SCHEDULED;
          case TRIAL -> SubscriptionStatus.TRIAL;
          case ACTIVE, PAID_AHEAD -> SubscriptionStatus.ACTIVE;
          case HELD, HELD_NOT_RENEWING, HELD_ENDED, HELD_TRIAL -> SubscriptionStatus.SUSPENDED;
          case CANCELED -> SubscriptionStatus.CANCELED;
          case STARTED_UNPAID,
              PAST_DUE_IN_GRACE,
              PAST_DUE_AFTER_GRACE,
              SUSPENDED_UNPAID,
              EXPIRED,
              EXPIRED_TRIAL ->
              SubscriptionStatus.EXPIRED;
          case REVOKED -> SubscriptionStatus.REVOKED;
        };

    assertThat(subscription.status(NOW, Category.FREE)).isEqualTo(free);
    assertThat(subscription.status(NOW, Category.STANDARD)).isEqualTo(subscription.status(NOW));
  }

  @Test
  void cancel_inGrace_endsAccessAtOnce() {
    Subscription inGrace = Situation.PAST_DUE_IN_GRACE.subscription;
    assertThat(inGrace.hasAccess(NOW)).isTrue();

    Subscription after = done(Lifecycle.apply(inGrace, new Action.Cancel(), NOW, RULES));

    assertThat(after.hasAccess(NOW)).isFalse();
    assertThat(after.graceUntil()).isNull();
    assertThat(ActionPreview.of(inGrace, after, NOW).endsAccessAtOnce()).isTrue();
  }

  @Test
  void cancel_beforeTheEnd_worksToTheEndWithoutGrace() {
    Subscription active = Situation.ACTIVE.subscription;

    Subscription after = done(Lifecycle.apply(active, new Action.Cancel(), NOW, RULES));

    assertThat(after.accessEndsAt()).isEqualTo(active.term().endsAt());
    assertThat(after.renewal().canceledAt()).isEqualTo(NOW);
    assertThat(ActionPreview.of(active, after, NOW).endsAccessAtOnce()).isFalse();
  }

  @Test
  void reactivate_beforeTheEnd_undoesTheCancelling() {
    Subscription active = Situation.ACTIVE.subscription;
    Subscription canceled = done(Lifecycle.apply(active, new Action.Cancel(), NOW, RULES));

    Subscription after =
        done(Lifecycle.apply(canceled, new Action.Reactivate(OFFER), NOW.plusSeconds(1), RULES));

    assertThat(after).isEqualTo(active);
  }

  @Test
  void reactivate_afterTheEnd_startsAPeriodNowThatIsToBePaidAtTodaysPrice() {
    Offer dearer = new Offer(Category.EXTENDED, Samples.usd("25.00"));

    Subscription after =
        done(
            Lifecycle.apply(
                Situation.EXPIRED.subscription, new Action.Reactivate(dearer), NOW, RULES));

    assertThat(after.term()).isEqualTo(Term.unpaid(NOW));
    assertThat(after.terms().price()).isEqualTo(dearer.price());
    assertThat(after.terms().category()).isEqualTo(Category.EXTENDED);
    assertThat(after.autoRenew()).isTrue();
  }

  @Test
  void reactivate_afterTheEndOfARetiredConnector_isRefused() {
    Step step =
        Lifecycle.apply(Situation.EXPIRED.subscription, new Action.Reactivate(null), NOW, RULES);

    assertThat(step)
        .isEqualTo(new Denied(new Refusal.Invalid("connectorId", InvalidKey.CONNECTOR_RETIRED)));
  }

  /** A payment, by whomever, let in again whom staff suspected. */
  @Test
  void suspend_whatIsSuspendedForBeingUnpaid_holdsWhenItIsPaid() {
    Subscription unpaid = Situation.SUSPENDED_UNPAID.subscription;
    Subscription held = done(Lifecycle.apply(unpaid, new Action.Suspend("abuse"), NOW, RULES));
    Bill bill = Billing.next(held, BillingTest.TARIFF, NOW, RULES).orElseThrow();

    Subscription paid = done(Lifecycle.apply(held, new Action.Pay(bill, NOW, NOW), NOW, RULES));

    assertThat(paid.hasAccess(NOW)).isFalse();
    assertThat(paid.status(NOW)).isEqualTo(SubscriptionStatus.SUSPENDED);
    Subscription resumed = done(Lifecycle.apply(paid, new Action.Resume(), NOW, RULES));
    assertThat(resumed.status(NOW)).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void suspendAndResume_inBetween_changeNeitherTermNorRenewal() {
    Subscription active = Situation.ACTIVE.subscription;
    Subscription held = done(Lifecycle.apply(active, new Action.Suspend("abuse"), NOW, RULES));

    assertThat(held.hasAccess(NOW)).isFalse();
    assertThat(done(Lifecycle.apply(held, new Action.Resume(), NOW.plusSeconds(1), RULES)))
        .isEqualTo(active);
  }

  @Test
  void changeAccount_bound_remembersTheOneBefore() {
    Subscription after =
        done(
            Lifecycle.apply(
                Situation.ACTIVE.subscription, change("7654321", 0, false, false), NOW, RULES));

    assertThat(after.binding()).isEqualTo(new Binding("7654321", NOW, "1234567", NOW));
  }

  @Test
  void changeAccount_toThePresentOne_isRefused() {
    assertThat(applyChange(Situation.ACTIVE, change("1234567", 0, false, false)))
        .isEqualTo(new Denied(new Refusal.Invalid("makeAccountId", InvalidKey.ACCOUNT_UNCHANGED)));
  }

  @Test
  void changeAccount_fourthMove_isRefusedUnlessOverridden() {
    assertThat(applyChange(Situation.ACTIVE, change("7654321", 2, false, false)))
        .isInstanceOf(Transition.class);
    assertThat(applyChange(Situation.ACTIVE, change("7654321", 3, false, false)))
        .isEqualTo(new Denied(new Refusal.LimitReached("moves", 3, "instead.override")));
    assertThat(applyChange(Situation.ACTIVE, change("7654321", 3, true, false)))
        .isInstanceOf(Transition.class);
  }

  @Test
  void changeAccount_ofATrialToAnAccountThatHadOne_isRefusedEvenOverridden() {
    assertThat(applyChange(Situation.TRIAL, change("7654321", 0, true, true)))
        .isEqualTo(new Denied(new Refusal.LimitReached("trial-account", 1)));
    assertThat(applyChange(Situation.ACTIVE, change("7654321", 0, false, true)))
        .isInstanceOf(Transition.class);
  }

  @Test
  void status_atEachBoundary_changesExactlyThen() {
    Subscription active = Situation.ACTIVE.subscription;
    Instant starts = active.term().startsAt();
    Instant ends = active.term().endsAt();
    Instant unpaid = ends.plus(Duration.ofDays(7));

    assertThat(
            Stream.of(
                    starts.minusMillis(1),
                    starts,
                    ends.minusMillis(1),
                    ends,
                    unpaid.minusMillis(1),
                    unpaid)
                .map(active::status))
        .containsExactly(
            SubscriptionStatus.SCHEDULED,
            SubscriptionStatus.ACTIVE,
            SubscriptionStatus.ACTIVE,
            SubscriptionStatus.PAST_DUE,
            SubscriptionStatus.PAST_DUE,
            SubscriptionStatus.SUSPENDED);
    assertThat(active.hasAccess(ends.plus(Duration.ofDays(3)).minusMillis(1))).isTrue();
    assertThat(active.hasAccess(ends.plus(Duration.ofDays(3)))).isFalse();
    assertThat(active.suspendedFrom()).isEqualTo(unpaid);
  }

  private static Stream<Arguments> table() {
    return rows().entrySet().stream()
        .flatMap(
            row ->
                Arrays.stream(ActionName.values())
                    .map(
                        action ->
                            Arguments.of(
                                row.getKey(), action, row.getValue()[1 + action.ordinal()])));
  }

  private static Map<Situation, String[]> rows() {
    return TABLE
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.trim().split("\\s+"))
        .collect(Collectors.toMap(cells -> Situation.valueOf(cells[0]), cells -> cells));
  }

  private static Action action(ActionName name) {
    return switch (name) {
      case CHANGE_ACCOUNT -> change("7654321", 0, false, false);
      case CANCEL -> new Action.Cancel();
      case REACTIVATE -> new Action.Reactivate(OFFER);
      case SUSPEND -> new Action.Suspend("abuse");
      case RESUME -> new Action.Resume();
      case REVOKE -> new Action.Revoke("fraud");
      case PAY -> new Action.Pay(Samples.bill(), NOW, NOW);
      case REFUND ->
          new Action.Refund(
              new Refunds(Map.of(UUID.randomUUID(), Samples.usd("15.00")), NOW, null));
      case CHANGE_INTERVAL -> new Action.ChangeInterval(Interval.YEAR);
      case DISCOUNT -> new Action.SetDiscount(DISCOUNT);
    };
  }

  private static Step applyChange(Situation situation, Action.ChangeAccount change) {
    return Lifecycle.apply(situation.subscription, change, NOW, RULES);
  }

  @Test
  void changeAccount_thatTakesBackAMove_isNotLimited() {
    var back = new Action.ChangeAccount("7654321", RULES.moves(), true, false, false);

    assertThat(applyChange(Situation.ACTIVE, back)).isInstanceOf(Transition.class);
    assertThat(applyChange(Situation.ACTIVE, change("7654321", RULES.moves(), false, false)))
        .isEqualTo(
            new Denied(new Refusal.LimitReached("moves", RULES.moves(), "instead.override")));
  }

  private static Action.ChangeAccount change(
      String account, int moves, boolean override, boolean hadTrial) {
    return new Action.ChangeAccount(account, moves, false, override, hadTrial);
  }

  private static Subscription done(Step step) {
    assertThat(step).isInstanceOf(Transition.class);
    return ((Transition) step).subscription();
  }
}
