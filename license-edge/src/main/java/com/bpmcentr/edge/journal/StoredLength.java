package com.bpmcentr.edge.journal;

import com.bpmcentr.license.journal.StoredFolder;
import com.bpmcentr.license.journal.StoredFolder.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * How much the next start has to read.
 *
 * @param snapshot generation of the newest snapshot, 0 when there is none
 * @param snapshotBytes of that
 * @param journalBytes of all journals since
 */
record StoredLength(long snapshot, long snapshotBytes, long journalBytes) {

  /** Below this, journals are read in a fraction of a second. */
  static final long LEAST_BYTES_TO_COMPACT = 16L * 1024 * 1024;

  /**
   * Counts.
   *
   * @param without the generation of a journal that is not counted, as it is in writing; 0 for none
   */
  static StoredLength of(StoredFolder files, long without) throws IOException {
    List<Long> snapshots = files.generations(Kind.SNAPSHOT);
    long newest = snapshots.isEmpty() ? 0 : snapshots.getLast();
    long journalBytes = 0;
    for (long journal : files.generations(Kind.JOURNAL)) {
      if (journal >= newest && journal != without) {
        journalBytes += Files.size(files.file(Kind.JOURNAL, journal));
      }
    }
    return new StoredLength(
        newest, newest == 0 ? 0 : Files.size(files.file(Kind.SNAPSHOT, newest)), journalBytes);
  }

  /**
   * How long journals may grow before they are made into a snapshot: to half its length.
   *
   * @param least bytes, however small the snapshot is
   */
  static long mostOfJournals(long snapshotBytes, long least) {
    return Math.max(least, snapshotBytes / 2);
  }
}
