package com.bpmcentr.edge.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one snapshot of the newest one and the journals since, with each subject's last document
 * alone. What it writes must hash to the root that was held; else it is not finished.
 */
final class Compaction {

  private final JournalFolder folder;
  private final String edgeId;

  /** The number of each subject's last record in the journals, counted over all of them. */
  private final Map<String, Long> last = new HashMap<>();

  private @Nullable SignedDocument checkpoint;
  private long records;

  Compaction(JournalFolder folder, String edgeId) {
    this.folder = folder;
    this.edgeId = edgeId;
  }

  /**
   * Makes the snapshot of this generation.
   *
   * @param root of what was held when the journal of this generation was begun
   * @throws DamagedFileException when the files do not give that root
   */
  void run(long generation, Hash root) throws IOException, DamagedFileException {
    List<Long> snapshots = folder.generations(JournalFolder.Kind.SNAPSHOT);
    if (snapshots.isEmpty()) {
      throw new DamagedFileException("there is no snapshot to begin with");
    }
    long base = snapshots.getLast();
    List<Long> journals =
        folder.generations(JournalFolder.Kind.JOURNAL).stream()
            .filter(journal -> journal >= base && journal < generation)
            .toList();
    for (long journal : journals) {
      note(journal);
    }
    if (checkpoint == null) {
      throw new DamagedFileException("no journal has a checkpoint");
    }
    SetTree written = new SetTree();
    try (FrameWriter out = new FrameWriter(folder.unfinishedSnapshot(generation))) {
      out.write(new JournalRecord.Header(edgeId, generation));
      out.write(new JournalRecord.Proof(checkpoint));
      copySnapshot(base, out, written);
      records = 0;
      for (long journal : journals) {
        copyJournal(journal, out, written);
      }
      out.write(new JournalRecord.End());
      out.force();
    }
    if (!written.root().equals(root)) {
      throw new DamagedFileException("the files do not give what is held");
    }
    folder.finishSnapshot(generation);
    folder.deleteOld();
  }

  private void note(long journal) throws IOException, DamagedFileException {
    try (StoredFile file = journal(journal)) {
      for (JournalRecord next = file.next(); next != null; next = file.next()) {
        switch (next) {
          case JournalRecord.Entry(FeedEntry entry) -> last.put(entry.subject(), records);
          case JournalRecord.Row(CurrentDocument row, Hash hash) ->
              last.put(row.subject(), records);
          case JournalRecord.Proof(SignedDocument proof) -> checkpoint = proof;
          case JournalRecord.Header header -> {
            // begins the file, and nothing else
          }
          case JournalRecord.End end -> {
            // journals have none
          }
        }
        records++;
      }
    }
  }

  private void copySnapshot(long base, FrameWriter out, SetTree written)
      throws IOException, DamagedFileException {
    StoredSnapshot snapshot =
        new StoredSnapshot(folder.file(JournalFolder.Kind.SNAPSHOT, base), edgeId, base);
    try (StoredSnapshot.Rows rows = snapshot.rows()) {
      for (List<JournalRecord.Row> page = rows.next(100); !page.isEmpty(); page = rows.next(100)) {
        for (JournalRecord.Row row : page) {
          if (!last.containsKey(row.row().subject())) {
            copy(row, out, written);
          }
        }
      }
    }
  }

  private void copyJournal(long journal, FrameWriter out, SetTree written)
      throws IOException, DamagedFileException {
    try (StoredFile file = journal(journal)) {
      for (JournalRecord next = file.next(); next != null; next = file.next()) {
        CurrentDocument document =
            switch (next) {
              case JournalRecord.Entry(FeedEntry entry) ->
                  new CurrentDocument(
                      entry.subject(), entry.removal(), entry.version(), entry.document());
              case JournalRecord.Row(CurrentDocument row, Hash hash) -> row;
              case JournalRecord.Proof proof -> null;
              case JournalRecord.Header header -> null;
              case JournalRecord.End end -> null;
            };
        Long newest = document == null ? null : last.get(document.subject());
        if (document != null && newest != null && newest == records) {
          copy(new JournalRecord.Row(document), out, written);
        }
        records++;
      }
    }
  }

  private static void copy(JournalRecord.Row row, FrameWriter out, SetTree written)
      throws IOException, DamagedFileException {
    try {
      written.put(row.row().subject(), row.row().version(), row.payloadHash());
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException("a row whose subject is none");
    }
    out.write(row);
  }

  private StoredFile journal(long generation) throws IOException, DamagedFileException {
    return new StoredFile(folder.file(JournalFolder.Kind.JOURNAL, generation), edgeId, generation);
  }
}
