package com.bpmcentr.license;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * All that one decision depends on, drawn from few values so that they meet: two accounts, two
 * connectors, times on, just before and just after the present.
 */
final class AnyWorld {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final Peppers PEPPERS = GoldenPeppers.read();
  private static final KeyDigest KEY = PEPPERS.digest("key-1").digest();
  private static final KeyDigest SECRET = PEPPERS.digest("s3cret").digest();
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private AnyWorld() {}

  /** One decision's input. */
  record World(
      Check check,
      boolean ready,
      @Nullable ConnectorPolicy policy,
      @Nullable License license,
      boolean compromised,
      Map<String, String> claimed,
      Map<String, ClaimAnswer> answers,
      Freshness freshness,
      Instant now) {

    DecisionStep decide() {
      return LicenseDecider.decide(check, held(), claims(), freshness, now.toEpochMilli());
    }

    DecisionTrace trace() {
      return DecisionTrace.of(check, held(), claims(), freshness, now.toEpochMilli());
    }

    private ClaimAnswers claims() {
      return (grant, account) -> answers.get(grant.subscriptionId());
    }

    private HeldSet held() {
      HeldSet set = new HeldSet();
      set.ready = ready;
      if (policy != null) {
        set.connectors.add(policy);
      }
      if (license != null) {
        set.licenses.add(license);
      }
      if (compromised) {
        set.compromised.add(KEY);
      }
      set.claimed.putAll(claimed);
      return set;
    }

    World withGrants(List<Grant> grants) {
      License changed =
          license == null
              ? null
              : new License(
                  license.licenseId(),
                  license.customerId(),
                  license.version(),
                  license.issuedAt(),
                  license.removed(),
                  license.blocked(),
                  license.keys(),
                  grants);
      return new World(
          check, ready, policy, changed, compromised, claimed, answers, freshness, now);
    }

    World at(Instant time) {
      return new World(
          check, ready, policy, license, compromised, claimed, answers, freshness, time);
    }

    World withoutClaims() {
      return new World(
          check, ready, policy, license, compromised, Map.of(), Map.of(), freshness, now);
    }

    List<Grant> grants() {
      return license == null ? List.of() : license.grants();
    }

    boolean isFree() {
      return policy != null && policy.category() == Category.FREE;
    }
  }

  static Arbitrary<World> worlds() {
    return Combinators.combine(
            checks(),
            rarely(false, true),
            policies().injectNull(0.05),
            licenses().injectNull(0.1),
            rarely(true, false),
            perSubscription(Arbitraries.of("100", "200")),
            perSubscription(answers()),
            freshness())
        .as(
            (check, ready, policy, license, compromised, claimed, answers, freshness) ->
                new World(
                    check, ready, policy, license, compromised, claimed, answers, freshness, NOW));
  }

  private static Arbitrary<Check> checks() {
    Arbitrary<SecretDigests> keys = Arbitraries.just(PEPPERS.presented("key-1"));
    Arbitrary<SecretDigests> secrets = Arbitraries.just(SECRET);
    return Combinators.combine(keys.injectNull(0.05), secrets.injectNull(0.5))
        .as((key, secret) -> new Check("rozetka", "100", key, secret));
  }

  private static Arbitrary<ConnectorPolicy> policies() {
    Arbitrary<List<ConnectorSecretRef>> secrets =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(List.of())),
            Tuple.of(
                1,
                times()
                    .injectNull(0.5)
                    .map(end -> List.of(new ConnectorSecretRef(SECRET, "p1", end)))));
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, ConnectorState.PUBLISHED),
                Tuple.of(1, ConnectorState.DRAFT),
                Tuple.of(2, ConnectorState.RETIRED)),
            Arbitraries.frequency(Tuple.of(1, Category.FREE), Tuple.of(8, Category.STANDARD)),
            Arbitraries.of(OnStale.class),
            secrets)
        .as(
            (state, category, onStale, refs) ->
                new ConnectorPolicy(
                    "rozetka",
                    1,
                    NOW,
                    false,
                    state,
                    category,
                    ConnectorPolicy.DEFAULT_MAX_STALENESS,
                    onStale,
                    refs));
  }

  private static Arbitrary<License> licenses() {
    Arbitrary<ApiKeyRef> keys =
        Combinators.combine(times().injectNull(0.9), times().injectNull(0.9))
            .as(
                (end, revoked) ->
                    new ApiKeyRef("key-1", KEY, "p1", Environment.PROD, end, revoked));
    return Combinators.combine(keys, rarely(true, false), grants())
        .as(
            (key, blocked, grants) ->
                new License(
                    "license-1", "customer-1", 1, NOW, false, blocked, List.of(key), grants));
  }

  private static Arbitrary<List<Grant>> grants() {
    return grant().list().uniqueElements(Grant::subscriptionId).ofMaxSize(4);
  }

  private static Arbitrary<Grant> grant() {
    Arbitrary<Instant> starts =
        Arbitraries.of(
            NOW.minus(Duration.ofDays(60)), NOW.minusMillis(2), NOW, NOW.plus(MILLISECOND));
    Arbitrary<Duration> lengths =
        Arbitraries.of(MILLISECOND, Duration.ofMillis(2), Duration.ofDays(1), Duration.ofDays(90));
    Arbitrary<Duration> graces =
        Arbitraries.of(Duration.ZERO, MILLISECOND, Duration.ofDays(3)).injectNull(0.5);
    return Combinators.combine(
            Arbitraries.of("s-1", "s-2", "s-3", "s-4"),
            Arbitraries.of("rozetka", "rozetka", "rozetka", "prom"),
            Arbitraries.of("100", "200").injectNull(0.4),
            Combinators.combine(starts, lengths, graces).as(Term::new),
            Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Renewal::new),
            Arbitraries.of(NOW.minusSeconds(2), NOW.minusSeconds(1)),
            times().injectNull(0.7),
            times().injectNull(0.7))
        .as(
            (id, connector, account, term, renewal, createdAt, suspendedAt, revokedAt) ->
                new Grant(
                    id,
                    createdAt,
                    connector,
                    account,
                    Category.STANDARD,
                    Interval.MONTH,
                    renewal.trial,
                    term.start,
                    term.start.plus(term.length),
                    term.grace == null ? null : term.start.plus(term.length).plus(term.grace),
                    renewal.autoRenew,
                    suspendedAt,
                    revokedAt));
  }

  private static Arbitrary<ClaimAnswer> answers() {
    return Arbitraries.of(
        new ClaimAnswer.Bound(true),
        new ClaimAnswer.Bound(false),
        new ClaimAnswer.BoundElsewhere("200"),
        new ClaimAnswer.TrialUsed(),
        new ClaimAnswer.Gone(DecisionCode.REVOKED),
        new ClaimAnswer.Gone(DecisionCode.EXPIRED),
        new ClaimAnswer.Unreachable());
  }

  private static Arbitrary<Freshness> freshness() {
    long limit = ConnectorPolicy.DEFAULT_MAX_STALENESS.toMillis();
    Arbitrary<Long> ages = Arbitraries.of(0L, 0L, limit, limit + 1);
    return Combinators.combine(ages, rarely(true, false), rarely(true, false)).as(Freshness::new);
  }

  private static <T> Arbitrary<Map<String, T>> perSubscription(Arbitrary<T> values) {
    Arbitrary<T> rare = values.injectNull(0.7);
    return Combinators.combine(rare, rare, rare, rare)
        .as(
            (first, second, third, fourth) -> {
              Map<String, T> map = new HashMap<>();
              map.put("s-1", first);
              map.put("s-2", second);
              map.put("s-3", third);
              map.put("s-4", fourth);
              map.values().removeIf(value -> value == null);
              return map;
            });
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.of(
        NOW.minus(Duration.ofDays(8)),
        NOW.minus(MILLISECOND),
        NOW,
        NOW.plus(MILLISECOND),
        NOW.plus(Duration.ofDays(8)));
  }

  private static Arbitrary<Boolean> rarely(boolean rare, boolean usual) {
    return Arbitraries.frequency(Tuple.of(1, rare), Tuple.of(15, usual));
  }

  private record Term(Instant start, Duration length, @Nullable Duration grace) {}

  private record Renewal(boolean trial, boolean autoRenew) {}
}
