package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CheckpointProof;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads all current documents into the replica, in place: how an edge starts, and how it mends what
 * is wrong.
 *
 * <p>At the start the index is read first: what each row says of its document. If that hashes to a
 * verified checkpoint's root, the console has signed for every payload, and documents whose payload
 * is among those need no check of their own signature before they count. Whatever is not is checked
 * by itself, as is every document when the root is another.
 */
final class SetLoader {

  /** Whoever writes the table must not use up the memory; a million customers have 110 MB. */
  private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 3;

  /** Of a subject in the tree, beside its own letters. */
  private static final int BYTES_A_SUBJECT = 64;

  private final TrustedKeys keys;
  private final DocumentIntake intake;

  SetLoader(TrustedKeys keys, DocumentIntake intake) {
    this.keys = keys;
    this.intake = intake;
  }

  /**
   * Takes in all rows.
   *
   * @param proof what documents may rest on; null: each is verified by itself
   * @param taken told of what is read
   */
  void load(SetSource source, @Nullable CheckpointProof proof, Taken taken)
      throws FeedUnavailableException, InterruptedException {
    SetSource.Pages<CurrentDocument> pages = source.rows();
    Batch before = new Batch(List.of(), new TrustedKeys.Pending(List.of()));
    for (List<CurrentDocument> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      taken.page(page);
      List<CurrentDocument> due =
          // with a proof nothing is held yet that could be left out
          proof != null ? page : page.stream().filter(row -> !intake.holds(row)).toList();
      Batch batch =
          new Batch(due, keys.verifyLater(due, (verifier, row) -> verify(verifier, row, proof)));
      // the workers are at this page while this thread takes in the one before
      take(before, taken);
      before = batch;
    }
    take(before, taken);
  }

  /** Is told of what is read. */
  interface Taken {

    /** These rows have been read. */
    void page(List<CurrentDocument> rows) throws InterruptedException;

    /** This has become of a row. */
    void took(CurrentDocument row, DocumentIntake.Outcome outcome);

    /** So much was held that is not to be, and is not any more. */
    void forgot(int count);
  }

  /** Rows, and the checking of them that is under way. */
  private record Batch(List<CurrentDocument> rows, TrustedKeys.Pending verifying) {}

  private void take(Batch batch, Taken taken) throws InterruptedException {
    List<Verification> verified = batch.verifying.await();
    for (int i = 0; i < batch.rows.size(); i++) {
      CurrentDocument row = batch.rows.get(i);
      taken.took(row, intake.take(row, verified.get(i)));
    }
  }

  private static Verification verify(
      LicenseVerifier verifier, CurrentDocument row, @Nullable CheckpointProof proof) {
    return proof == null
        ? verifier.verify(row.document())
        : verifier.verify(row.document(), row.subject(), row.version(), proof);
  }

  /** The proof of the whole set by its root; empty when its root is another. */
  Optional<CheckpointProof> prove(SetSource source, VerifiedCheckpoint checkpoint)
      throws FeedUnavailableException {
    return index(source).flatMap(set -> CheckpointProof.ofSet(checkpoint, set));
  }

  /** What the index says is the whole set; empty when that can be none. */
  Optional<SetTree> index(SetSource source) throws FeedUnavailableException {
    SetTree set = new SetTree();
    long bytes = 0;
    try {
      SetSource.Pages<SetSource.IndexRow> pages = source.index();
      for (List<SetSource.IndexRow> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        for (SetSource.IndexRow row : page) {
          set.put(row.subject(), row.version(), row.payloadHash());
          bytes += BYTES_A_SUBJECT + row.subject().length();
        }
        if (bytes > MOST_BYTES) {
          return Optional.empty();
        }
      }
    } catch (IllegalArgumentException e) {
      // a row whose subject is none: it can be in no set
      return Optional.empty();
    }
    return Optional.of(set);
  }
}
