package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the buckets in which what is held is not what the console signed, and reads those.
 *
 * <p>The table's bucket hashes count only when they lead to a verified checkpoint's root. Each
 * document is verified by itself.
 */
final class BucketRepair {

  private static final Logger log = LoggerFactory.getLogger(BucketRepair.class);

  private static final int ROWS_A_PAGE = 500;

  /** Held at once: a hundred times what it has with a million customers. */
  private static final long MOST_BYTES_A_BUCKET = 32L * 1024 * 1024;

  /** On the heap, beside the payload: a row may have no payload, and its other columns in full. */
  private static final int BYTES_A_ROW = 1_280;

  /** With more, one reading of the whole set in the table's order costs the database less. */
  private static final int MOST_BUCKETS = SetTree.BUCKETS / 8;

  private final TrustedKeys keys;
  private final DocumentIntake intake;
  private final LicenseReplica replica;

  /** Whether what a signed set lacks is not to be held. */
  @FunctionalInterface
  interface MayTakeAway {

    boolean ask() throws FeedUnavailableException;
  }

  /** Asks once, since the answer may be a walk over a week's entries. */
  private static final class AskedOnce implements MayTakeAway {
    private final MayTakeAway asked;
    private @Nullable Boolean answer;

    AskedOnce(MayTakeAway asked) {
      this.asked = asked;
    }

    @Override
    public boolean ask() throws FeedUnavailableException {
      Boolean known = answer;
      if (known == null) {
        known = asked.ask();
        answer = known;
      }
      return known;
    }
  }

  BucketRepair(TrustedKeys keys, DocumentIntake intake, LicenseReplica replica) {
    this.keys = keys;
    this.intake = intake;
    this.replica = replica;
  }

  /**
   * Takes in the documents of the buckets that differ.
   *
   * @param checkpoint of the reading's moment, verified, and the newest that entries were applied
   *     up to
   * @param mayTakeAway asked where something is held that the set lacks
   * @param taken told of what is read
   * @return false when the whole set has to be read instead
   */
  boolean repair(
      PgSetReading reading, Checkpoint checkpoint, MayTakeAway mayTakeAway, SetLoader.Taken taken)
      throws FeedUnavailableException, InterruptedException {
    List<Hash> signed = reading.bucketHashes();
    if (!SetTree.rootOf(signed).equals(checkpoint.root())) {
      log.warn("feed: the table's bucket hashes are not those of the root, all is read again");
      return false;
    }
    List<Integer> differing =
        IntStream.range(0, SetTree.BUCKETS)
            .filter(bucket -> !signed.get(bucket).equals(replica.bucketHash(bucket)))
            .boxed()
            .toList();
    if (differing.size() > MOST_BUCKETS) {
      log.warn("feed: {} buckets differ, all is read again", differing.size());
      return false;
    }
    MayTakeAway once = new AskedOnce(mayTakeAway);
    int rows = 0;
    for (int bucket : differing) {
      List<CurrentDocument> documents = read(reading, bucket);
      if (documents == null) {
        log.warn("feed: bucket {} is larger than any can be, all is read again", bucket);
        return false;
      }
      take(documents, bucket, signed.get(bucket), once, taken);
      rows += documents.size();
    }
    log.warn("feed: {} buckets differed, their {} documents were read", differing.size(), rows);
    return true;
  }

  private void take(
      List<CurrentDocument> rows,
      int bucket,
      Hash signed,
      MayTakeAway mayTakeAway,
      SetLoader.Taken taken)
      throws FeedUnavailableException, InterruptedException {
    SetTree set = new SetTree();
    rows.forEach(row -> set.put(row.subject(), row.version(), row.document().payloadHash()));
    if (set.bucketHash(bucket).equals(signed)) {
      boolean allowed = replica.holdsMoreThan(bucket, set) && mayTakeAway.ask();
      taken.forgot(replica.forgetWhatDiffers(bucket, set, allowed));
    }
    List<CurrentDocument> due = rows.stream().filter(row -> !intake.holds(row)).toList();
    List<Verification> verified =
        keys.verifyAll(due, (verifier, row) -> verifier.verify(row.document()));
    for (int i = 0; i < due.size(); i++) {
      taken.took(due.get(i), intake.take(due.get(i), verified.get(i)));
    }
  }

  /** Null when there is more than a bucket of any real set has. */
  private static @Nullable List<CurrentDocument> read(PgSetReading reading, int bucket)
      throws FeedUnavailableException {
    List<CurrentDocument> rows = new ArrayList<>();
    List<CurrentDocument> page = reading.bucketAfter(bucket, "", ROWS_A_PAGE);
    long bytes = 0;
    while (!page.isEmpty()) {
      rows.addAll(page);
      bytes += heapBytes(page);
      if (bytes > MOST_BYTES_A_BUCKET) {
        return null;
      }
      page = reading.bucketAfter(bucket, page.getLast().subject(), ROWS_A_PAGE);
    }
    return rows;
  }

  static long heapBytes(List<CurrentDocument> rows) {
    return rows.stream().mapToLong(row -> BYTES_A_ROW + row.document().payloadLength()).sum();
  }
}
