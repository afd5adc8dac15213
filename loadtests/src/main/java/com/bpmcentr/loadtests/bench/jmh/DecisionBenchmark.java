package com.bpmcentr.loadtests.bench.jmh;

import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.edge.replica.ReplicaParts;
import com.bpmcentr.edge.usage.UsageCounter;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.ClaimAnswers;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionStep;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Freshness;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseDecider;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.UnsignedDocuments;
import com.bpmcentr.license.VerifiedSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From a key's digest to the decision: look-up in the replica and the decision table, with the
 * objects of one check. Keys are drawn from all customers, so at a million of them the look-up
 * finds nothing in the processor's caches.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class DecisionBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int CONNECTORS = 36;
  private static final int ACCOUNTS = 1024;
  private static final int DRAWN = 1 << 20;

  /** How many customers are held, each with one key and one bound grant. */
  @Param({"1000", "1000000"})
  public int customers;

  private LicenseReplica replica;
  private final UsageCounter usage = new UsageCounter();
  private final String[] connectors = new String[CONNECTORS];
  private final String[] accounts = new String[ACCOUNTS];

  /** The digests in the order in which they are asked for, one behind the other. */
  private byte[] known;

  private byte[] unknown;
  private int[] drawn;
  private int next;

  /** Fills the replica. */
  @Setup
  public void hold() {
    for (int i = 0; i < CONNECTORS; i++) {
      connectors[i] = "connector-" + i;
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts[i] = Integer.toString(10_000_000 + i);
    }
    byte[] digests = new byte[customers * KeyDigest.LENGTH];
    SplittableRandom random = new SplittableRandom(1);
    random.nextBytes(digests);
    replica =
        ReplicaParts.holding(
            Stream.concat(
                Stream.of(connectors).map(DecisionBenchmark::policy),
                IntStream.range(0, customers)
                    .mapToObj(
                        i -> license(i, KeyDigest.at(digests, i * KeyDigest.LENGTH), random))));
    drawn = new int[DRAWN];
    known = new byte[DRAWN * KeyDigest.LENGTH];
    unknown = new byte[DRAWN * KeyDigest.LENGTH];
    random.nextBytes(unknown);
    for (int i = 0; i < DRAWN; i++) {
      drawn[i] = random.nextInt(customers);
      System.arraycopy(
          digests, drawn[i] * KeyDigest.LENGTH, known, i * KeyDigest.LENGTH, KeyDigest.LENGTH);
    }
  }

  /** A check that is VALID. */
  @Benchmark
  public Object valid() {
    return decide(known, 0);
  }

  /**
   * A check that is VALID, and counted. Of a million customers most find no room for a counter of
   * their own: nobody takes the counters over here.
   */
  @Benchmark
  public Object validCounted() {
    DecisionStep step = decide(known, 0);
    if (step instanceof Decision decision) {
      usage.check(decision);
    }
    return step;
  }

  /** A check for an account that the subscription is not bound to: a denial. */
  @Benchmark
  public Object denied() {
    return decide(known, 1);
  }

  /** A key that nobody has. */
  @Benchmark
  public Object unknownKey() {
    return decide(unknown, 0);
  }

  private DecisionStep decide(byte[] digests, int shift) {
    next = (next + 1) & (DRAWN - 1);
    int customer = drawn[next];
    Check check =
        new Check(
            connectors[customer % CONNECTORS],
            accounts[(customer + shift) % ACCOUNTS],
            KeyDigest.at(digests, next * KeyDigest.LENGTH),
            null);
    return LicenseDecider.decide(
        check, replica, ClaimAnswers.NONE, Freshness.CURRENT, NOW.toEpochMilli());
  }

  private static VerifiedSubject policy(String connector) {
    return UnsignedDocuments.verified(
        new ConnectorPolicy(
            connector,
            1,
            NOW,
            false,
            ConnectorState.PUBLISHED,
            Category.STANDARD,
            ConnectorPolicy.DEFAULT_MAX_STALENESS,
            OnStale.REFUSE,
            List.of()),
        Hash.ZERO);
  }

  private VerifiedSubject license(int customer, KeyDigest digest, SplittableRandom random) {
    Instant start = NOW.minus(Duration.ofDays(30));
    License license =
        new License(
            uuid(random),
            uuid(random),
            1,
            start,
            false,
            false,
            List.of(new ApiKeyRef(uuid(random), digest, "p1", Environment.PROD, null, null)),
            List.of(
                new Grant(
                    uuid(random),
                    start,
                    connectors[customer % CONNECTORS],
                    accounts[customer % ACCOUNTS],
                    Category.STANDARD,
                    Interval.YEAR,
                    false,
                    start,
                    start.plus(Duration.ofDays(365)),
                    start.plus(Duration.ofDays(368)),
                    true,
                    null,
                    null)));
    return UnsignedDocuments.verified(license, Hash.ZERO);
  }

  private static String uuid(SplittableRandom random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
