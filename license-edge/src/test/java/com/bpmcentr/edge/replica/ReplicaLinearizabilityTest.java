package com.bpmcentr.edge.replica;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.VerifiedSubject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lincheck on the replica: one thread applies, others look up, switched at every access to what
 * they share. Whatever they find must be what one after the other would have found, each at some
 * moment between its call and its return.
 *
 * <p>The replica begins with arrays so short that licenses and index move to longer ones.
 */
@Tag("interleavings")
class ReplicaLinearizabilityTest {

  private static final int CUSTOMERS = 3;
  private static final int REMOVED = 4;

  /** Has as many keys as leave the index room for two more. */
  private static final int LARGE_CUSTOMER = 2;

  /** Keys of the large customer that nobody looks up. */
  private static final int MORE_KEYS = 6;

  private static final int KEYS_OF_ONE = 3;

  /** What only the writer touches and what nobody changes: there is nothing to be interleaved. */
  private static final List<Class<?>> ALONE =
      List.of(
          SetTree.class,
          ClaimBook.class,
          LicensePacker.class,
          PackedLicense.class,
          KeyDigest.class);

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final TestSigner SIGNER = new TestSigner("k1");
  private static final LicenseVerifier VERIFIER = verifier();
  private static final VerifiedSubject[][] VERSIONS = versions();
  private static final KeyDigest[] DIGESTS = digests();

  /** The replica, by numbers: key 3c + i is the i-th of customer c. */
  @Param(name = "customer", gen = IntGen.class, conf = "0:2")
  @Param(name = "version", gen = IntGen.class, conf = "1:4")
  @Param(name = "key", gen = IntGen.class, conf = "0:8")
  public static final class Replica {

    private final LicenseReplica replica = new LicenseReplica(new ClaimBook(() -> 0), null, 2, 16);

    @Operation(
        nonParallelGroup = "writer",
        params = {"customer", "version"})
    public boolean apply(int customer, int version) {
      return replica.apply(VERSIONS[customer][version]);
    }

    @Operation(params = "key")
    public String lookUp(int key) {
      HeldLicense held = replica.licenseOfKey(DIGESTS[key]);
      if (held == null || held.key(DIGESTS[key]) == null) {
        return "none";
      }
      return said(
          held.customerId(),
          version(held.issuedAtMillis()),
          version(held.key(DIGESTS[key]).notAfterMillis()));
    }

    private static long version(long millis) {
      return (millis - START.toEpochMilli()) / 1000;
    }
  }

  /** What the replica must be, to each of them, as if there were no others. */
  public static final class OneAfterTheOther {

    private final int[] held = new int[CUSTOMERS];

    public boolean apply(int customer, int version) {
      boolean newer = version > held[customer];
      if (newer) {
        held[customer] = version;
      }
      return newer;
    }

    public String lookUp(int key) {
      int customer = key / KEYS_OF_ONE;
      int version = held[customer];
      return hasKey(version, key % KEYS_OF_ONE) ? said("c" + customer, version, version) : "none";
    }
  }

  private static String said(String customer, long issuedVersion, long keysVersion) {
    return customer + " " + issuedVersion + " " + keysVersion;
  }

  /** The first key stays, the others take turns, and a removed customer has none. */
  private static boolean hasKey(int version, int key) {
    return version > 0 && version < REMOVED && (key == 0 || key % 2 == version % 2);
  }

  @Test
  void lookUp_whileKeysAreSwapped_isOfOneMoment() {
    check(
        List.of(apply(0, 1)),
        List.of(
            List.of(apply(0, 2)), List.of(lookUp(1), lookUp(0)), List.of(lookUp(0), lookUp(2))));
  }

  @Test
  void lookUp_whileLicensesAndIndexMove_missesNothing() {
    check(
        List.of(apply(LARGE_CUSTOMER, 1), apply(0, 1)),
        List.of(
            List.of(apply(1, 1)), List.of(lookUp(0), lookUp(3)), List.of(lookUp(3), lookUp(1))));
  }

  @Test
  void lookUp_whileAnotherCustomerGoes_missesNothing() {
    check(
        List.of(apply(0, 1), apply(1, 1)),
        List.of(List.of(apply(0, REMOVED), apply(1, 2)), List.of(lookUp(4), lookUp(0), lookUp(5))));
  }

  @Test
  void lookUp_whileVersionsFollow_isNeverOfThePast() {
    check(
        List.of(apply(0, 1)),
        List.of(
            List.of(apply(0, 2), apply(0, 3), apply(0, 2)),
            List.of(lookUp(0), lookUp(1), lookUp(0))));
  }

  /** This one scenario, and in the long run any that chance makes. */
  private static void check(List<Actor> before, List<List<Actor>> atOnce) {
    new ModelCheckingOptions()
        .addCustomScenario(new ExecutionScenario(before, atOnce, List.of(), null))
        .iterations(Soak.count(0, 10))
        .threads(3)
        .actorsBefore(3)
        .actorsPerThread(2)
        .actorsAfter(0)
        .invocationsPerIteration(Soak.count(50, 1_000))
        .addGuarantee(forClasses(ReplicaLinearizabilityTest::isAlone).allMethods().ignore())
        .sequentialSpecification(OneAfterTheOther.class)
        .check(Replica.class);
  }

  private static boolean isAlone(String className) {
    return ALONE.stream().anyMatch(type -> className.startsWith(type.getName()));
  }

  private static Actor apply(int customer, int version) {
    return actor("apply", customer, version);
  }

  private static Actor lookUp(int key) {
    return actor("lookUp", key);
  }

  private static Actor actor(String operation, Integer... arguments) {
    for (var method : Replica.class.getDeclaredMethods()) {
      if (method.getName().equals(operation)) {
        return new Actor(method, List.of(arguments));
      }
    }
    throw new IllegalArgumentException("no operation " + operation);
  }

  /** By customer, then by version. */
  private static VerifiedSubject[][] versions() {
    VerifiedSubject[][] versions = new VerifiedSubject[CUSTOMERS][REMOVED + 1];
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      for (int version = 1; version <= REMOVED; version++) {
        List<ApiKeyRef> keys = new ArrayList<>();
        for (int key = 0; key < KEYS_OF_ONE; key++) {
          if (hasKey(version, key)) {
            keys.add(key(customer * KEYS_OF_ONE + key, version));
          }
        }
        for (int key = 0;
            customer == LARGE_CUSTOMER && version != REMOVED && key < MORE_KEYS;
            key++) {
          keys.add(key(100 + key, version));
        }
        versions[customer][version] = verified("c" + customer, version, keys);
      }
    }
    return versions;
  }

  private static ApiKeyRef key(int number, int version) {
    return new ApiKeyRef(
        "k" + number, digest(number), "p1", Environment.PROD, START.plusSeconds(version), null);
  }

  private static VerifiedSubject verified(String customer, int version, List<ApiKeyRef> keys) {
    Instant issuedAt = START.plusSeconds(version);
    boolean removed = version == REMOVED;
    return (VerifiedSubject)
        VERIFIER.verify(
            SIGNER.sign(
                new License(
                    customer, customer, version, issuedAt, removed, false, keys, List.of())));
  }

  private static KeyDigest[] digests() {
    KeyDigest[] digests = new KeyDigest[CUSTOMERS * KEYS_OF_ONE];
    for (int key = 0; key < digests.length; key++) {
      digests[key] = digest(key);
    }
    return digests;
  }

  /** Customers share hashes, so that their entries stand in each other's way. */
  private static KeyDigest digest(int key) {
    byte[] bytes = new byte[KeyDigest.LENGTH];
    bytes[7] = (byte) (key < CUSTOMERS * KEYS_OF_ONE ? key % 4 : key);
    bytes[31] = (byte) key;
    return KeyDigest.of(bytes);
  }

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
}
