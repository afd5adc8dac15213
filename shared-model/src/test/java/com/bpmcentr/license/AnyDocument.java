package com.bpmcentr.license;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Documents of any content that their constructors let through. */
final class AnyDocument {

  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private AnyDocument() {}

  static Arbitrary<Document> any() {
    return Arbitraries.oneOf(licenses(), connectors(), checkpoints());
  }

  static Arbitrary<License> licenses() {
    Arbitrary<License> kept =
        Combinators.combine(
                ids(),
                ids(),
                versions(),
                times(),
                flags(),
                keys().list().uniqueElements(ApiKeyRef::keyId).ofMaxSize(3),
                grants().list().uniqueElements(Grant::subscriptionId).ofMaxSize(3))
            .as(
                (id, customer, version, at, blocked, keys, grants) ->
                    new License(id, customer, version, at, false, blocked, keys, grants));
    Arbitrary<License> removed =
        kept.map(
            license ->
                new License(
                    license.licenseId(),
                    license.customerId(),
                    license.version(),
                    license.issuedAt(),
                    true,
                    license.blocked(),
                    List.of(),
                    List.of()));
    return Arbitraries.frequencyOf(Tuple.of(4, kept), Tuple.of(1, removed));
  }

  static Arbitrary<ConnectorPolicy> connectors() {
    Arbitrary<ConnectorSecretRef> secrets =
        Combinators.combine(digests(), ids(), times().injectNull(0.5)).as(ConnectorSecretRef::new);
    Arbitrary<Duration> staleness =
        Arbitraries.longs().between(0, 30 * 86_400).map(Duration::ofSeconds);
    return Combinators.combine(
            slugs(),
            versions(),
            times(),
            flags(),
            Arbitraries.of(ConnectorState.class),
            Arbitraries.of(Category.class),
            staleness,
            Combinators.combine(Arbitraries.of(OnStale.class), secrets.list().ofMaxSize(3))
                .as(Stale::new))
        .as(
            (slug, version, at, removed, state, category, age, stale) ->
                new ConnectorPolicy(
                    slug, version, at, removed, state, category, age, stale.on, stale.secrets));
  }

  static Arbitrary<Checkpoint> checkpoints() {
    Arbitrary<FeedPosition> positions =
        Combinators.combine(versions(), Arbitraries.longs().greaterOrEqual(0))
            .as(FeedPosition::new);
    return Combinators.combine(positions, hashes(), hashes(), hashes(), times(), times())
        .filter(
            (position, chain, root, audit, at, other) -> at.toEpochMilli() != other.toEpochMilli())
        .as(
            (position, chain, root, audit, at, other) ->
                new Checkpoint(
                    position,
                    chain,
                    root,
                    audit,
                    at.isBefore(other) ? at : other,
                    at.isBefore(other) ? other : at));
  }

  static Arbitrary<Grant> grants() {
    return Combinators.combine(
            ids(),
            slugs(),
            accounts().injectNull(0.4),
            Combinators.combine(
                    Arbitraries.of(Category.class),
                    Arbitraries.of(Interval.class),
                    flags(),
                    flags())
                .as(Kind::new),
            times(),
            times().list().uniqueElements(Instant::toEpochMilli).ofSize(3),
            times().injectNull(0.5),
            times().injectNull(0.5))
        .as(
            (id, slug, account, kind, createdAt, term, suspendedAt, revokedAt) -> {
              var ordered = term.stream().sorted().toList();
              return new Grant(
                  id,
                  createdAt,
                  slug,
                  account,
                  kind.category,
                  kind.interval,
                  kind.trial,
                  ordered.get(0),
                  ordered.get(1),
                  kind.autoRenew ? ordered.get(2) : null,
                  kind.autoRenew,
                  suspendedAt,
                  revokedAt);
            });
  }

  static Arbitrary<ApiKeyRef> keys() {
    return Combinators.combine(
            ids(),
            digests(),
            ids(),
            Arbitraries.of(Environment.class),
            times().injectNull(0.5),
            times().injectNull(0.5))
        .as(ApiKeyRef::new);
  }

  static Arbitrary<String> accounts() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(100);
  }

  /** Also finer than the format's millisecond, which the constructors cut. */
  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(FIRST, LAST).withoutEdgeCases(),
            Arbitraries.of(0, 0, 999_999))
        .as((millis, nanos) -> Instant.ofEpochMilli(millis).plusNanos(nanos))
        .map(time -> time.isAfter(Instant.ofEpochMilli(LAST)) ? Instant.ofEpochMilli(LAST) : time);
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("._-")
        .ofMinLength(1)
        .ofMaxLength(64);
  }

  private static Arbitrary<String> slugs() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars('-')
        .ofMinLength(1)
        .ofMaxLength(64);
  }

  private static Arbitrary<Long> versions() {
    return Arbitraries.longs().greaterOrEqual(1);
  }

  private static Arbitrary<Boolean> flags() {
    return Arbitraries.of(true, false);
  }

  private static Arbitrary<Hash> hashes() {
    return Arbitraries.bytes().array(byte[].class).ofSize(Hash.LENGTH).map(Hash::of);
  }

  private static Arbitrary<KeyDigest> digests() {
    return Arbitraries.bytes().array(byte[].class).ofSize(KeyDigest.LENGTH).map(KeyDigest::of);
  }

  private record Stale(OnStale on, List<ConnectorSecretRef> secrets) {}

  private record Kind(Category category, Interval interval, boolean trial, boolean autoRenew) {}
}
