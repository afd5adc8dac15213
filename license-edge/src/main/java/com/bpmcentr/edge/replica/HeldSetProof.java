package com.bpmcentr.edge.replica;

import com.bpmcentr.license.SetTree;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Has the root over what is held made anew within every minute, of subjects, versions and payload
 * hashes as they are in memory then. Some buckets with each look at the feed: with a million
 * subjects that is 1.4 ms a second, and all at once would be 100 to 200 ms in which no revocation
 * is applied.
 *
 * <p>What that proves: which documents are held. It does not prove that their packed form still
 * says what they said; for that the payloads would have to be there.
 */
final class HeldSetProof {

  private static final long NANOS_A_BUCKET = Duration.ofMinutes(1).toNanos() / SetTree.BUCKETS;

  private final IntConsumer rehash;
  private final LongSupplier nanoTime;
  private long provenUntil;
  private int next;

  /**
   * A proof that begins now.
   *
   * @param rehash has a bucket hashed anew
   * @param nanoTime monotonic time in nanoseconds
   */
  HeldSetProof(IntConsumer rehash, LongSupplier nanoTime) {
    this.rehash = rehash;
    this.nanoTime = nanoTime;
    this.provenUntil = nanoTime.getAsLong();
  }

  /** Hashes as many buckets anew as are due since the last time. */
  void advance() {
    long due = (nanoTime.getAsLong() - provenUntil) / NANOS_A_BUCKET;
    provenUntil += due * NANOS_A_BUCKET;
    for (int i = 0; i < Math.min(due, SetTree.BUCKETS); i++) {
      rehash.accept(next);
      next = (next + 1) % SetTree.BUCKETS;
    }
  }
}
