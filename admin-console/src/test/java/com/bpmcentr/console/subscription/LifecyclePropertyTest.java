package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.OFFER;
import static com.bpmcentr.console.subscription.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
      }
      Instant end = end(subscription);
      assertThat(subscription.accessEndsAt()).isEqualTo(end);
      for (Instant moment : List.of(now, end.minusMillis(1), end)) {
        assertThat(subscription.hasAccess(moment))
            .as("%s at %s", subscription, moment)
            .isEqualTo(!moment.isBefore(subscription.term().startsAt()) && moment.isBefore(end));
        assertThat(isLetIn(subscription, moment)).isEqualTo(subscription.hasAccess(moment));
      }
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

  /**
   * The end by the rules: paid time and grace, cut short by seven days unpaid, hold, revocation.
   */
  private static Instant end(Subscription subscription) {
    Instant paidUntil = subscription.term().endsAt();
    List<Instant> ends = new ArrayList<>();
    ends.add(paidUntil.plus(subscription.autoRenew() ? Duration.ofDays(3) : Duration.ZERO));
    ends.add(paidUntil.plus(Duration.ofDays(7)));
    if (subscription.hold() != null) {
      ends.add(subscription.hold().since());
    }
    if (subscription.revocation() != null) {
      ends.add(subscription.revocation().at());
    }
    return Collections.min(ends);
  }

  /** What an edge answers for it, by the grant that a license would have. */
  private static boolean isLetIn(Subscription subscription, Instant moment) {
    Grant grant = subscription.grant();
    Instant graceUntil = grant.graceUntil();
    return !moment.isBefore(grant.startsAt())
        && (grant.revokedAt() == null || moment.isBefore(grant.revokedAt()))
        && (grant.suspendedAt() == null || moment.isBefore(grant.suspendedAt()))
        && moment.isBefore(graceUntil == null ? grant.endsAt() : graceUntil);
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
