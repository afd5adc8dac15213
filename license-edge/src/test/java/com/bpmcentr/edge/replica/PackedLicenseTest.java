package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackedLicenseTest {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final List<Instant> TIMES =
      Stream.of(1, 2, 3, 4, 5, 6).map(Instant::ofEpochMilli).toList();
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Names names = new Names(PackedLicense.MOST_CONNECTORS);
  private final LicensePacker packer = new LicensePacker(names);

  @Property
  void view_ofAnyLicense_tellsWhatTheLicenseTells(
      @ForAll("licenses") License license,
      @ForAll @IntRange(max = PackedLicense.MOST_SIGNERS - 1) int signer) {
    byte[] packed = packer.pack(license, signer);

    SameLicense.assertSame(new PackedLicense(packed, names), license);
    assertThat(PackedLicense.signer(packed)).isEqualTo(signer);
    assertThat(PackedLicense.isRemoval(packed)).isFalse();
  }

  @Property
  void forEachDigest_ofAnyLicense_isItsKeys(@ForAll("licenses") License license) {
    List<KeyDigest> digests = new ArrayList<>();

    new PackedLicense(packer.pack(license, 1), names).forEachDigest(digests::add);

    assertThat(digests).isEqualTo(license.keys().stream().map(ApiKeyRef::digest).toList());
  }

  @Property
  void key_thatTheLicenseDoesNotHold_isNone(
      @ForAll("licenses") License license, @ForAll @Size(KeyDigest.LENGTH) byte[] other) {
    KeyDigest digest = KeyDigest.of(other);

    assertThat(new PackedLicense(packer.pack(license, 1), names).key(digest) == null)
        .isEqualTo(license.key(digest) == null);
  }

  @Test
  void view_moreKeysAndGrantsThanAByteCounts_areAllFound() {
    List<ApiKeyRef> keys = new ArrayList<>();
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < Limits.KEYS; i++) {
      byte[] digest = new byte[KeyDigest.LENGTH];
      digest[0] = (byte) (i >>> 8);
      digest[31] = (byte) i;
      keys.add(new ApiKeyRef("k" + i, KeyDigest.of(digest), "p1", Environment.PROD, null, null));
    }
    for (int i = 0; i < 500; i++) {
      grants.add(grant("s" + i, "c" + i % 300, "1", TIMES, Category.PREMIUM, Interval.YEAR, 0));
    }
    License license = new License("l", "c", 1, TIMES.getFirst(), false, false, keys, grants);

    SameLicense.assertSame(new PackedLicense(packer.pack(license, 1), names), license);
  }

  @Property
  void compromised_ofAnyLicense_decidesNothingAndKnowsItsKeys(
      @ForAll("licenses") License license,
      @ForAll @IntRange(max = PackedLicense.MOST_SIGNERS - 1) int signer) {
    byte[] packed = packer.pack(license, signer);
    byte[] marked = PackedLicense.compromised(packed);
    PackedLicense view = new PackedLicense(marked, names);

    assertThat(PackedLicense.signer(marked)).isEqualTo(signer);
    assertThat(view.compromised()).isTrue();
    assertThat(view.customerId()).isEqualTo(license.customerId());
    assertThat(license.keys()).allMatch(key -> view.key(key.digest()) != null);
    assertThat(new PackedLicense(packed, names).compromised()).as("what was held").isFalse();
  }

  @Test
  void packCompromised_keysAreKnownAndNoGrant() {
    KeyDigest one = KeyDigest.of(new byte[KeyDigest.LENGTH]);
    PackedLicense view = new PackedLicense(packer.packCompromised("c-1", List.of(one)), names);

    assertThat(view.compromised()).isTrue();
    assertThat(view.customerId()).isEqualTo("c-1");
    assertThat(view.key(one)).isNotNull();
    assertThat(view.firstGrant("rozetka")).isEqualTo(HeldLicense.NO_GRANT);
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
            "12345678",
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
        packer.pack(new License(id, id, 1, now, false, false, List.of(key), List.of(grant)), 1);

    // with the array's head 128, in steps of 8
    assertThat(packed.length).isLessThanOrEqualTo(116);
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

  /** Most as they are now and some as the format allows, so that both widths and edges come up. */
  private static Arbitrary<Instant> times() {
    long start = PackedLicense.TIMES_START;
    long end = PackedLicense.TIMES_END;
    return Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.longs().between(start, end - 10)),
            Tuple.of(
                1, Arbitraries.longs().between(FIRST.toEpochMilli(), LAST.toEpochMilli() - 10)),
            Tuple.of(1, Arbitraries.of(start - 1, start, end - 1, end)))
        .map(Instant::ofEpochMilli);
  }
}
