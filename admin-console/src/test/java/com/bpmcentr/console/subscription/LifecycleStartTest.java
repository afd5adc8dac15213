package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.NOW;
import static com.bpmcentr.console.subscription.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Refusal.LimitReached;
import com.bpmcentr.console.subscription.Order.TrialHistory;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.OnStale;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleStartTest {

  private static final Connector ROZETKA = connector(Category.STANDARD, ConnectorState.PUBLISHED);
  private static final TrialHistory NO_TRIALS = new TrialHistory(0, false, false);

  @Test
  void start_byTheMonth_isUnpaidFromItsStartAndWorksThroughTheGrace() {
    Subscription started = started(paid(Interval.MONTH, null), ROZETKA, NO_TRIALS);

    assertThat(started.status(NOW)).isEqualTo(SubscriptionStatus.PAST_DUE);
    assertThat(started.hasAccess(NOW)).isTrue();
    assertThat(started.term()).isEqualTo(Term.unpaid(NOW));
    assertThat(started.graceUntil()).isEqualTo(NOW.plus(Duration.ofDays(3)));
    assertThat(started.status(NOW.plus(Duration.ofDays(7))))
        .isEqualTo(SubscriptionStatus.SUSPENDED);
    assertThat(started.terms().price()).isEqualTo(Samples.usd("15.00"));
    assertThat(started.binding()).isEqualTo(Binding.NONE);
  }

  @Test
  void start_later_isScheduled() {
    Instant start = NOW.plus(Duration.ofDays(10));

    Subscription started = started(paid(Interval.YEAR, start), ROZETKA, NO_TRIALS);

    assertThat(started.status(NOW)).isEqualTo(SubscriptionStatus.SCHEDULED);
    assertThat(started.status(start)).isEqualTo(SubscriptionStatus.PAST_DUE);
    assertThat(started.hasAccess(start.minusMillis(1))).isFalse();
    assertThat(started.hasAccess(start)).isTrue();
  }

  @Test
  void start_trial_lastsSevenDaysWithoutPriceAndGrace() {
    Subscription started = started(trial("1234567"), ROZETKA, NO_TRIALS);

    assertThat(started.status(NOW)).isEqualTo(SubscriptionStatus.TRIAL);
    assertThat(started.accessEndsAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    assertThat(started.graceUntil()).isNull();
    assertThat(started.autoRenew()).isFalse();
    assertThat(started.terms().price()).isEqualTo(Samples.usd("0.00"));
    assertThat(started.binding().account()).isEqualTo("1234567");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void start_againstTheRules_isRefused(
      NewSubscription asked, Connector connector, TrialHistory history, Refusal refusal) {
    assertThat(Lifecycle.start(order(asked, connector, history), NOW, RULES))
        .isEqualTo(new Denied(refusal));
  }

  private static Stream<Arguments> refused() {
    NewSubscription paid = paid(Interval.MONTH, null);
    NewSubscription trial = trial("1234567");
    Connector premium = connector(Category.PREMIUM, ConnectorState.PUBLISHED);
    Connector draft = connector(Category.STANDARD, ConnectorState.DRAFT);
    Connector retired = connector(Category.STANDARD, ConnectorState.RETIRED);
    Connector free = connector(Category.FREE, ConnectorState.PUBLISHED);
    Connector reserved = new Connector("bpm-test", ROZETKA.details(), true, NOW, 0);
    return Stream.of(
        Arguments.of(paid, draft, NO_TRIALS, notSold(InvalidKey.CONNECTOR_DRAFT)),
        Arguments.of(paid, retired, NO_TRIALS, notSold(InvalidKey.CONNECTOR_RETIRED)),
        Arguments.of(paid, free, NO_TRIALS, notSold(InvalidKey.CONNECTOR_FREE)),
        Arguments.of(paid, reserved, NO_TRIALS, notSold(InvalidKey.CONNECTOR_RESERVED)),
        Arguments.of(trial, reserved, NO_TRIALS, notSold(InvalidKey.CONNECTOR_RESERVED)),
        Arguments.of(trial, premium, NO_TRIALS, new Invalid("trial", InvalidKey.TRIAL_CATEGORY)),
        Arguments.of(
            trial, ROZETKA, new TrialHistory(3, false, false), new LimitReached("trials", 3)),
        Arguments.of(
            trial,
            ROZETKA,
            new TrialHistory(1, true, false),
            new LimitReached("trial-connector", 1)),
        Arguments.of(
            trial,
            ROZETKA,
            new TrialHistory(0, false, true),
            new LimitReached("trial-account", 1)));
  }

  @Test
  void start_paidAfterTrials_isNotLimitedByThem() {
    assertThat(started(paid(Interval.MONTH, null), ROZETKA, new TrialHistory(3, true, true)))
        .isNotNull();
  }

  private static Subscription started(
      NewSubscription asked, Connector connector, TrialHistory history) {
    Step step = Lifecycle.start(order(asked, connector, history), NOW, RULES);
    assertThat(step).isInstanceOf(Transition.class);
    return ((Transition) step).subscription();
  }

  private static Order order(NewSubscription asked, Connector connector, TrialHistory history) {
    Offer offer = new Offer(connector.details().category(), Samples.OFFER.price());
    return new Order(UUID.randomUUID(), asked, connector, offer, history);
  }

  private static Invalid notSold(String key) {
    return new Invalid("connectorId", key);
  }

  private static NewSubscription paid(Interval interval, @Nullable Instant startsAt) {
    return new NewSubscription(UUID.randomUUID(), "rozetka", interval, false, null, startsAt);
  }

  private static NewSubscription trial(String account) {
    return new NewSubscription(UUID.randomUUID(), "rozetka", Interval.MONTH, true, account, null);
  }

  private static Connector connector(Category category, ConnectorState state) {
    return new Connector(
        "rozetka",
        new ConnectorDetails(
            "Rozetka", "marketplace", category, state, Duration.ofHours(72), OnStale.REFUSE),
        false,
        NOW,
        0);
  }
}
