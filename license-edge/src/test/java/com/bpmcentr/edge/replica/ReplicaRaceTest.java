package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.VerifiedSubject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/**
 * One thread applies, two look up, and each look-up is held to what had been applied before it
 * began: a license is whole, never older than that, and the same for all keys of its customer. The
 * set grows all the while, so that licenses and index move to longer arrays under the readers.
 *
 * <p>Every version says its own number in all that can be looked at. Odd ones are revoked.
 */
class ReplicaRaceTest {

  private static final int CUSTOMERS = 3;
  private static final int VERSIONS = 400;
  private static final int NEWCOMERS = 3_000;

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final TestSigner SIGNER = new TestSigner("k1");
  private static final LicenseVerifier VERIFIER = verifier();

  private final LicenseReplica replica = new LicenseReplica(new ClaimBook(() -> 0));

  /** The version of each customer whose applying has returned. */
  private final AtomicIntegerArray applied = new AtomicIntegerArray(CUSTOMERS);

  private final CountDownLatch begun = new CountDownLatch(2);
  private final AtomicBoolean done = new AtomicBoolean();
  private final List<List<KeyDigest>> lasting = new ArrayList<>();

  private static LicenseVerifier verifier() {
    try {
      return new LicenseVerifier(
          Keyring.parse(
              ("{\"keys\":[" + SIGNER.keyringEntry("active") + "]}")
                  .getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static VerifiedSubject verified(License license) {
    return (VerifiedSubject) VERIFIER.verify(SIGNER.sign(license));
  }

  private static Instant time(int version) {
    return START.plusSeconds(version);
  }

  private static License version(int customer, int version) {
    Instant time = time(version);
    Instant revokedAt = version % 2 == 1 ? time : null;
    List<ApiKeyRef> keys = new ArrayList<>();
    keys.add(Documents.key("a", "a" + customer, time, revokedAt));
    keys.add(Documents.key("b", "b" + customer, time, revokedAt));
    // others come and go, so that entries are taken out and their places used again
    keys.add(Documents.key("c", "c" + customer + "-" + version, time, revokedAt));
    List<Grant> grants = new ArrayList<>();
    // of another length each time
    for (int i = 0; i <= version % 5; i++) {
      grants.add(new Documents.GrantBuilder("s" + i, "rozetka").account("v" + version).build());
    }
    return new License("c" + customer, "c" + customer, version, time, false, false, keys, grants);
  }

  @Test
  void lookUp_whileAnotherThreadApplies_isOfOneMomentAndNotOfThePast() throws Exception {
    List<List<VerifiedSubject>> versions = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<VerifiedSubject> own = new ArrayList<>();
      for (int version = 1; version <= VERSIONS; version++) {
        own.add(verified(version(customer, version)));
      }
      versions.add(own);
      lasting.add(List.of(digest("a" + customer), digest("b" + customer)));
      replica.apply(own.getFirst());
      applied.set(customer, 1);
    }
    List<VerifiedSubject> newcomers = new ArrayList<>();
    for (int i = 0; i < NEWCOMERS; i++) {
      newcomers.add(
          verified(Documents.license("n" + i, 1, List.of(Documents.key("k", "n" + i)), List.of())));
    }
    List<FutureTask<String>> readers =
        List.of(new FutureTask<>(this::lookUp), new FutureTask<>(this::lookUp));
    readers.forEach(reader -> Thread.ofPlatform().daemon().start(reader));
    begun.await();

    for (int version = 2; version <= VERSIONS; version++) {
      for (int customer = 0; customer < CUSTOMERS; customer++) {
        replica.apply(versions.get(customer).get(version - 1));
        applied.set(customer, version);
      }
      int from = (version - 2) * NEWCOMERS / (VERSIONS - 1);
      int to = (version - 1) * NEWCOMERS / (VERSIONS - 1);
      newcomers.subList(from, to).forEach(replica::apply);
    }
    done.set(true);

    for (FutureTask<String> reader : readers) {
      assertThat(reader.get()).isEqualTo("nothing wrong");
    }
    assertThat(replica.size()).isEqualTo(CUSTOMERS + NEWCOMERS);
  }

  private static KeyDigest digest(String key) {
    return TestFiles.PEPPERS.digest(key).digest();
  }

  /** Looks up until the writer is done; what was wrong first. */
  private String lookUp() {
    begun.countDown();
    for (int i = 0; !done.get(); i++) {
      int customer = i % CUSTOMERS;
      int notBefore = applied.get(customer);
      for (KeyDigest digest : lasting.get(customer)) {
        HeldLicense held = replica.licenseOfKey(digest);
        if (held == null || held.key(digest) == null) {
          return "a key missing after version " + notBefore;
        }
        int version = (int) ((held.issuedAtMillis() - START.toEpochMilli()) / 1000);
        if (version < notBefore) {
          return "version " + version + " after " + notBefore;
        }
        if (!isWhole(held, digest, version)) {
          return "version " + version + " says something of another";
        }
        // the customer's other key must not be behind what this one has shown
        notBefore = version;
      }
    }
    return "nothing wrong";
  }

  private static boolean isWhole(HeldLicense held, KeyDigest digest, int version) {
    long revokedAt = version % 2 == 1 ? time(version).toEpochMilli() : HeldGrant.NEVER;
    if (held.key(digest).revokedAtMillis() != revokedAt
        || held.key(digest).notAfterMillis() != time(version).toEpochMilli()) {
      return false;
    }
    int grants = 0;
    for (int at = held.firstGrant("rozetka");
        at != HeldLicense.NO_GRANT;
        at = held.nextGrant(at, "rozetka")) {
      if (!("v" + version).equals(held.grant(at).account())) {
        return false;
      }
      grants++;
    }
    return grants == version % 5 + 1;
  }
}
