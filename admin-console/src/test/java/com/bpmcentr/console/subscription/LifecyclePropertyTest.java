package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.OFFER;
import static com.bpmcentr.console.subscription.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds in every history, whatever staff do and whenever they do it. */
class LifecyclePropertyTest {

  private static final EnumSet<SubscriptionStatus> WORKING =
      EnumSet.of(
          SubscriptionStatus.TRIAL,
          SubscriptionStatus.ACTIVE,
          SubscriptionStatus.CANCELED,
          SubscriptionStatus.PAST_DUE);

  /** An action after a while. */
  record Deed(Duration later, Action action) {}

  @Property
  void apply_anyHistory_offersExactlyWhatItThenDoes(
      @ForAll Situation start, @ForAll("histories") List<Deed> history) {
    Subscription subscription = start.subscription;
    Instant now = Samples.NOW;
    for (Deed deed : history) {
      now = now.plus(deed.later);
      boolean allowed = Lifecycle.allowedActions(subscription, now).contains(deed.action.name());
      Step step = Lifecycle.apply(subscription, deed.action, now, RULES);

      boolean stateForbids =
          step instanceof Denied(Refusal refusal) && refusal instanceof Refusal.StateForbids;
      assertThat(stateForbids).isEqualTo(!allowed);
      subscription = next(subscription, step);
    }
  }

  @Property
  void access_anyHistory_isOnlyInAWorkingStatusAndEndsForGoodAtItsTime(
      @ForAll Situation start, @ForAll("histories") List<Deed> history) {
    Instant now = Samples.NOW;
    Subscription subscription = start.subscription;
    for (Deed deed : history) {
      now = now.plus(deed.later);
      subscription = next(subscription, Lifecycle.apply(subscription, deed.action, now, RULES));

      if (subscription.hasAccess(now)) {
        assertThat(WORKING).contains(subscription.status(now));
        assertThat(subscription.hasAccess(subscription.accessEndsAt().minusMillis(1))).isTrue();
      }
      assertThat(subscription.hasAccess(subscription.accessEndsAt())).isFalse();
      assertThat(subscription.hasAccess(now.plus(Duration.ofDays(4000)))).isFalse();
    }
  }

  @Property
  void apply_anyHistory_keepsTheAxesApart(
      @ForAll Situation start, @ForAll("histories") List<Deed> history) {
    Instant now = Samples.NOW;
    Subscription subscription = start.subscription;
    for (Deed deed : history) {
      now = now.plus(deed.later);
      Subscription before = subscription;
      Step step = Lifecycle.apply(before, deed.action, now, RULES);
      if (!(step instanceof Transition(Subscription after, EventKind _))) {
        continue;
      }
      subscription = after;
      boolean renewal =
          deed.action instanceof Action.Cancel || deed.action instanceof Action.Reactivate;
      assertThat(after.term().equals(before.term()))
          .as("only reactivating after the end starts a period")
          .isEqualTo(!(deed.action instanceof Action.Reactivate) || !before.term().hasEnded(now));
      assertThat(after.autoRenew() == before.autoRenew()).isEqualTo(!renewal);
      assertThat(after.binding().equals(before.binding()))
          .isEqualTo(!(deed.action instanceof Action.ChangeAccount));
      assertThat(after.terms().trial()).isEqualTo(before.terms().trial());
    }
  }

  @Property
  void revoked_whateverFollows_staysSo(
      @ForAll Situation start, @ForAll("histories") List<Deed> history) {
    Subscription revoked =
        start.subscription.with(new Subscription.Revocation(Samples.NOW, "fraud"));
    Instant now = Samples.NOW;
    for (Deed deed : history) {
      now = now.plus(deed.later);

      assertThat(Lifecycle.apply(revoked, deed.action, now, RULES)).isInstanceOf(Denied.class);
      assertThat(revoked.hasAccess(now)).isFalse();
    }
  }

  @Provide
  Arbitrary<List<Deed>> histories() {
    Arbitrary<Duration> later =
        Arbitraries.longs()
            .between(0, Duration.ofDays(40).toMillis())
            .map(Duration::ofMillis)
            .injectDuplicates(0.1);
    Arbitrary<Action> actions =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.of("1234567", "7654321", "333"),
                    Arbitraries.integers().between(0, 4),
                    Arbitraries.of(true, false),
                    Arbitraries.of(true, false),
                    Arbitraries.of(true, false))
                .as(Action.ChangeAccount::new),
            Arbitraries.just(new Action.Cancel()),
            Arbitraries.just(new Action.Reactivate(OFFER)),
            Arbitraries.just(new Action.Suspend("abuse")),
            Arbitraries.just(new Action.Resume()),
            Arbitraries.frequency(
                Tuple.of(1, new Action.Revoke("fraud")), Tuple.of(9, new Action.Resume())));
    return Combinators.combine(later, actions).as(Deed::new).list().ofMinSize(1).ofMaxSize(25);
  }

  private static Subscription next(Subscription before, Step step) {
    return switch (step) {
      case Transition(Subscription after, EventKind _) -> after;
      case Denied _ -> before;
    };
  }
}
