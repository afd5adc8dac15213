package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackedLicenseTest {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  @Property
  void unpack_whatWasPacked_isEqual(@ForAll("licenses") License license) {
    assertThat(PackedLicense.unpack(PackedLicense.pack(license))).isEqualTo(license);
  }

  @Test
  void pack_usualCustomer_isSmall() {
    String id = UUID.randomUUID().toString();
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    ApiKeyRef key =
        new ApiKeyRef(
            UUID.randomUUID().toString(),
            KeyDigest.of(new byte[KeyDigest.LENGTH]),
            "p1",
            Environment.PROD,
            null,
            null);
    Grant grant =
        new Grant(
            UUID.randomUUID().toString(),
            now,
            "rozetka",
            "1234567",
            Category.STANDARD,
            Interval.MONTH,
            false,
            now,
            now.plus(Duration.ofDays(30)),
            null,
            true,
            null,
            null);

    byte[] packed =
        PackedLicense.pack(new License(id, id, 1, now, false, false, List.of(key), List.of(grant)));

    assertThat(packed.length).isLessThan(180);
  }

  @Provide
  Arbitrary<License> licenses() {
    return Combinators.combine(
            ids(),
            ids(),
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            times(),
            Arbitraries.of(true, false),
            keys()
                .list()
                .ofMaxSize(4)
                .uniqueElements(ApiKeyRef::keyId)
                .uniqueElements(ApiKeyRef::digest),
            grants().list().ofMaxSize(4).uniqueElements(Grant::subscriptionId))
        .as(
            (licenseId, customerId, version, issuedAt, blocked, keys, grants) ->
                new License(
                    licenseId, customerId, version, issuedAt, false, blocked, keys, grants));
  }

  private static Arbitrary<ApiKeyRef> keys() {
    return Combinators.combine(
            ids(),
            Arbitraries.bytes().array(byte[].class).ofSize(KeyDigest.LENGTH),
            ids(),
            Arbitraries.of(Environment.values()),
            times().injectNull(0.5),
            times().injectNull(0.5))
        .as(
            (keyId, digest, pepper, environment, notAfter, revokedAt) ->
                new ApiKeyRef(
                    keyId, KeyDigest.of(digest), pepper, environment, notAfter, revokedAt));
  }

  private static Arbitrary<Grant> grants() {
    Arbitrary<String> accounts =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(100);
    Arbitrary<String> connectors =
        Arbitraries.strings().withChars("abz09-").ofMinLength(1).ofMaxLength(64);
    return Combinators.combine(
            ids(),
            connectors,
            accounts.injectNull(0.3),
            times().list().ofSize(6),
            Arbitraries.of(Category.values()),
            Arbitraries.of(Interval.values()),
            Arbitraries.integers().between(0, 31))
        .as(PackedLicenseTest::grant);
  }

  private static Grant grant(
      String id,
      String connector,
      String account,
      List<Instant> times,
      Category category,
      Interval interval,
      int flags) {
    List<Instant> ordered = times.stream().sorted().toList();
    Instant startsAt = ordered.get(0);
    Instant endsAt = ordered.get(1).isAfter(startsAt) ? ordered.get(1) : startsAt.plusMillis(1);
    Instant graceUntil = ordered.get(2).isBefore(endsAt) ? endsAt : ordered.get(2);
    return new Grant(
        id,
        times.get(3),
        connector,
        account,
        category,
        interval,
        (flags & 1) != 0,
        startsAt,
        endsAt,
        (flags & 2) != 0 ? graceUntil : null,
        (flags & 4) != 0,
        (flags & 8) != 0 ? times.get(4) : null,
        (flags & 16) != 0 ? times.get(5) : null);
  }

  private static Arbitrary<String> ids() {
    return Arbitraries.oneOf(
        Arbitraries.create(() -> UUID.randomUUID().toString()),
        Arbitraries.create(() -> UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT)),
        Arbitraries.strings().withChars("aZ09._-").ofMinLength(1).ofMaxLength(64));
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(FIRST.toEpochMilli(), LAST.toEpochMilli() - 10)
        .map(Instant::ofEpochMilli);
  }
}
