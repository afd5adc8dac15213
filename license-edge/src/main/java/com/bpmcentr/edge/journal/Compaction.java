package com.bpmcentr.edge.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.StoredFolder;
import com.bpmcentr.license.journal.StoredJournals;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one snapshot of the newest one and the journals since, with each subject's last document
 * alone. What it writes must hash to the root that was held; else it is not finished.
 */
final class Compaction {

  private static final int ROWS_A_PAGE = 100;

  private final JournalFolder folder;
  private final StoredFolder files;

  /** The number of each subject's last record in the journals, counted over all of them. */
  private final Map<String, Long> last = new HashMap<>();

  Compaction(JournalFolder folder) {
    this.folder = folder;
    this.files = folder.files();
  }

  /**
   * Makes the snapshot of this generation.
   *
   * @param root of what was held when the journal of this generation was begun
   * @throws DamagedFileException when the files do not give that root
   */
  void run(long generation, Hash root) throws IOException, DamagedFileException {
    StoredSnapshot base =
        files.snapshots().stream()
            .findFirst()
            .orElseThrow(() -> new DamagedFileException("there is no snapshot to begin with"));
    SignedDocument checkpoint = noteLast(base, generation);
    SetTree written = new SetTree();
    try (FrameWriter out = FrameWriter.create(folder.unfinishedSnapshot(generation))) {
      out.write(new JournalRecord.Header(files.edgeId(), generation));
      out.write(new JournalRecord.Proof(checkpoint));
      copySnapshot(base, out, written);
      copyJournals(base, generation, out, written);
      out.write(new JournalRecord.End());
      out.force();
    }
    if (!written.root().equals(root)) {
      throw new DamagedFileException("the files do not give what is held");
    }
    folder.finishSnapshot(generation);
    folder.deleteOld();
  }

  /** Notes each subject's last record, and returns the last checkpoint. */
  private SignedDocument noteLast(StoredSnapshot base, long generation)
      throws IOException, DamagedFileException {
    SignedDocument checkpoint = base.checkpoint();
    long number = 0;
    try (StoredJournals journals = files.journals(base.generation(), generation)) {
      for (JournalRecord next = journals.next(); next != null; next = journals.next()) {
        if (next instanceof JournalRecord.Proof(SignedDocument proof)) {
          checkpoint = proof;
        }
        CurrentDocument document = document(next);
        if (document != null) {
          last.put(document.subject(), number);
        }
        number++;
      }
    }
    return checkpoint;
  }

  private void copySnapshot(StoredSnapshot base, FrameWriter out, SetTree written)
      throws IOException, DamagedFileException {
    try (StoredSnapshot.Rows rows = base.rows()) {
      List<JournalRecord.Row> page = rows.next(ROWS_A_PAGE);
      while (!page.isEmpty()) {
        for (JournalRecord.Row row : page) {
          if (!last.containsKey(row.row().subject())) {
            copy(row, out, written);
          }
        }
        page = rows.next(ROWS_A_PAGE);
      }
    }
  }

  private void copyJournals(StoredSnapshot base, long generation, FrameWriter out, SetTree written)
      throws IOException, DamagedFileException {
    long number = 0;
    try (StoredJournals journals = files.journals(base.generation(), generation)) {
      for (JournalRecord next = journals.next(); next != null; next = journals.next()) {
        CurrentDocument document = document(next);
        if (document != null && Objects.equals(last.get(document.subject()), number)) {
          copy(new JournalRecord.Row(document), out, written);
        }
        number++;
      }
    }
  }

  /** The document that a journal's record says is its subject's newest; null when it has none. */
  private static @Nullable CurrentDocument document(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Entry(FeedEntry entry) ->
          new CurrentDocument(entry.subject(), entry.removal(), entry.version(), entry.document());
      case JournalRecord.Row(CurrentDocument row, Hash hash) -> row;
      case JournalRecord.Proof proof -> null;
      case JournalRecord.Header header -> null;
      case JournalRecord.End end -> null;
    };
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
}
