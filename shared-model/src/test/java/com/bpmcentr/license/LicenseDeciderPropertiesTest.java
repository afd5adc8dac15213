package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.AnyWorld.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of every decision, whatever is asked and held. */
class LicenseDeciderPropertiesTest {

  private static final Set<DecisionCode> ROW_11 =
      Set.of(
          DecisionCode.REVOKED,
          DecisionCode.SUSPENDED,
          DecisionCode.NOT_STARTED,
          DecisionCode.TRIAL_EXPIRED,
          DecisionCode.EXPIRED);

  /** The first of the table's rows that applies, each told apart from the others. */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void decide_anything_givesACodeOfTheFirstRowThatApplies(@ForAll("worlds") World world) {
    Expected expected = expected(world);

    switch (world.decide()) {
      case ClaimRequired required -> assertThat(expected.codes()).isNull();
      case Decision decision -> assertThat(decision.code()).isIn(expected.codes());
    }
  }

  /** What is explained is what was decided, and names the row that decided it. */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void trace_anything_isTheDecisionAndTheFirstRowThatApplies(@ForAll("worlds") World world) {
    DecisionTrace trace = world.trace();

    assertThat(trace.step()).isEqualTo(world.decide());
    assertThat(trace.row()).isEqualTo(expected(world).row());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void decide_anything_isDecidedAndCanBeTold(@ForAll("worlds") World world) {
    if (world.decide() instanceof Decision decision) {
      assertThat(decision.check()).isEqualTo(world.check());
      assertThat(decision.valid()).isEqualTo(decision.code() == DecisionCode.VALID);
      if (!decision.valid()) {
        assertThat(decision.warnings()).isEmpty();
        assertThat(decision.newBinding()).isFalse();
      }
      for (Language language : Language.values()) {
        assertThat(DecisionMessages.text(decision, language)).isNotBlank();
      }
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void decide_twiceAndWithGrantsInAnotherOrder_isTheSame(
      @ForAll("worlds") World world, @ForAll Random random) {
    List<Grant> shuffled = new ArrayList<>(world.grants());
    Collections.shuffle(shuffled, random);

    DecisionStep step = world.decide();

    assertThat(world.decide()).isEqualTo(step);
    assertThat(world.withGrants(shuffled).decide())
        .usingRecursiveComparison()
        .ignoringFields("license")
        .isEqualTo(step);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void decide_pastTheEndOfAccessOfEveryGrant_isNeverValid(@ForAll("worlds") World world) {
    Instant end =
        world.grants().stream()
            .map(Grant::accessEndsAt)
            .max(Instant::compareTo)
            .orElse(AnyWorld.NOW);

    assertNotValid(world.at(end));
    assertNotValid(world.at(end.plusMillis(1)));
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void decide_everyGrantRevoked_isNeverValid(@ForAll("worlds") World world) {
    List<Grant> revoked =
        world.grants().stream().map(grant -> revoked(grant, world.now())).toList();

    assertNotValid(world.withGrants(revoked));
  }

  /** Once refused for its time, a grant alone stays refused. */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void decide_laterThanARefusalForGood_isRefusedToo(@ForAll("worlds") World world) {
    for (Grant grant : world.grants()) {
      World alone = world.withGrants(List.of(grant));
      if (alone.decide() instanceof Decision decision
          && ROW_11.contains(decision.code())
          && decision.code() != DecisionCode.NOT_STARTED) {
        assertNotValid(alone.at(world.now().plusSeconds(86_400 * 5)));
      }
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void decide_unboundGrantWithoutAClaim_isNeverValid(@ForAll("worlds") World world) {
    DecisionStep step = world.withoutClaims().decide();

    if (step instanceof Decision decision && decision.valid() && !world.isFree()) {
      assertThat(decision.grant().account()).isEqualTo(world.check().account());
    }
    if (step instanceof ClaimRequired required) {
      assertThat(required.grant().account()).isNull();
    }
  }

  @Provide
  Arbitrary<World> worlds() {
    return AnyWorld.worlds();
  }

  private static void assertNotValid(World world) {
    if (!world.isFree()) {
      assertThat(world.decide())
          .isInstanceOfSatisfying(
              Decision.class, decision -> assertThat(decision.valid()).isFalse());
    }
  }

  /**
   * The first row that applies.
   *
   * @param codes those that the row allows, or null when a claim must come first
   */
  private record Expected(DecisionRow row, @Nullable Set<DecisionCode> codes) {

    Expected(DecisionRow row, DecisionCode code) {
      this(row, Set.of(code));
    }
  }

  private static Expected expected(World world) {
    ConnectorPolicy policy = world.policy();
    Freshness freshness = world.freshness();
    Instant now = world.now();
    if (!world.ready()) {
      return new Expected(DecisionRow.READY, DecisionCode.NOT_READY);
    }
    boolean published = policy != null && policy.state() == ConnectorState.PUBLISHED;
    boolean goesOn = policy != null && policy.state() == ConnectorState.RETIRED && !world.isFree();
    if (!published && !goesOn) {
      return new Expected(DecisionRow.CONNECTOR, DecisionCode.CONNECTOR_NOT_FOUND);
    }
    if (world.isFree()) {
      return new Expected(
          DecisionRow.FREE, freshness.pastHardEnd() ? DecisionCode.STALE : DecisionCode.VALID);
    }
    boolean secretCounts =
        policy.secrets().stream()
            .anyMatch(
                secret ->
                    !hasCome(secret.notAfter(), now)
                        && secret.digest().equals(world.check().secretDigests()));
    if (!policy.secrets().isEmpty() && !secretCounts) {
      return new Expected(DecisionRow.CONNECTOR_SECRET, DecisionCode.CONNECTOR_SECRET_REQUIRED);
    }
    if (world.check().keyDigests() == null) {
      return new Expected(DecisionRow.KEY, DecisionCode.KEY_MISSING);
    }
    if (world.license() == null) {
      return new Expected(
          DecisionRow.KEY,
          world.compromised() ? DecisionCode.UNDECIDED : DecisionCode.KEY_NOT_FOUND);
    }
    ApiKeyRef key = world.license().keys().getFirst();
    if (hasCome(key.revokedAt(), now)) {
      return new Expected(DecisionRow.KEY_STATE, DecisionCode.KEY_REVOKED);
    }
    if (hasCome(key.notAfter(), now)) {
      return new Expected(DecisionRow.KEY_STATE, DecisionCode.KEY_EXPIRED);
    }
    if (world.license().blocked()) {
      return new Expected(DecisionRow.CUSTOMER, DecisionCode.CUSTOMER_BLOCKED);
    }
    return expectedOfGrants(world);
  }

  private static Expected expectedOfGrants(World world) {
    List<Grant> grants =
        world.grants().stream().filter(grant -> grant.connector().equals("rozetka")).toList();
    if (grants.isEmpty()) {
      return new Expected(DecisionRow.SUBSCRIPTION, DecisionCode.NO_SUBSCRIPTION);
    }
    Predicate<Grant> here = grant -> "100".equals(account(world, grant));
    Predicate<Grant> unbound = grant -> account(world, grant) == null;
    if (grants.stream().noneMatch(here.or(unbound))) {
      return new Expected(DecisionRow.ACCOUNT, DecisionCode.ACCOUNT_MISMATCH);
    }
    Predicate<Grant> works = grant -> works(grant, world.now());
    boolean worksHere = grants.stream().anyMatch(here.and(works));
    boolean worksUnbound = grants.stream().anyMatch(unbound.and(works));
    if (!worksHere && !worksUnbound) {
      return new Expected(DecisionRow.TERM, ROW_11);
    }
    ConnectorPolicy policy = Objects.requireNonNull(world.policy());
    boolean stale = world.freshness().isStaleFor(policy) && policy.onStale() == OnStale.REFUSE;
    if (stale || world.freshness().pastHardEnd()) {
      return new Expected(DecisionRow.FRESHNESS, DecisionCode.STALE);
    }
    if (worksHere) {
      return new Expected(DecisionRow.VALID, DecisionCode.VALID);
    }
    Grant claimed =
        grants.stream()
            .filter(unbound.and(works))
            .min(
                Comparator.comparing(Grant::createdAt)
                    .thenComparing(Grant::accessEndsAt, Comparator.reverseOrder())
                    .thenComparing(Grant::subscriptionId))
            .orElseThrow();
    return switch (world.answers().get(claimed.subscriptionId())) {
      case null -> new Expected(DecisionRow.CLAIM, (Set<DecisionCode>) null);
      case ClaimAnswer.Bound bound -> new Expected(DecisionRow.VALID, DecisionCode.VALID);
      case ClaimAnswer.BoundElsewhere lost -> throw new AssertionError("it is bound elsewhere");
      case ClaimAnswer.TrialUsed used ->
          new Expected(DecisionRow.CLAIM, DecisionCode.TRIAL_ALREADY_USED);
      case ClaimAnswer.Gone gone -> new Expected(DecisionRow.CLAIM, gone.code());
      case ClaimAnswer.Unreachable unreachable ->
          new Expected(DecisionRow.CLAIM, DecisionCode.UNDECIDED);
    };
  }

  private static @Nullable String account(World world, Grant grant) {
    Map<String, ClaimAnswer> answers = world.answers();
    String lostTo =
        answers.get(grant.subscriptionId()) instanceof ClaimAnswer.BoundElsewhere lost
            ? lost.account()
            : null;
    return grant.account() != null
        ? grant.account()
        : world.claimed().getOrDefault(grant.subscriptionId(), lostTo);
  }

  private static boolean works(Grant grant, Instant now) {
    Instant end = grant.graceUntil() == null ? grant.endsAt() : grant.graceUntil();
    return hasCome(grant.startsAt(), now)
        && !hasCome(end, now)
        && !hasCome(grant.suspendedAt(), now)
        && !hasCome(grant.revokedAt(), now);
  }

  private static boolean hasCome(@Nullable Instant time, Instant now) {
    return time != null && time.compareTo(now) <= 0;
  }

  private static Grant revoked(Grant grant, Instant at) {
    return new Grant(
        grant.subscriptionId(),
        grant.createdAt(),
        grant.connector(),
        grant.account(),
        grant.category(),
        grant.interval(),
        grant.trial(),
        grant.startsAt(),
        grant.endsAt(),
        grant.graceUntil(),
        grant.autoRenew(),
        grant.suspendedAt(),
        at);
  }
}
