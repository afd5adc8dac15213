package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The whole set as a snapshot on this edge's disk says. */
final class DiskSet implements SetSource {

  private static final int ROWS_A_PAGE = 1000;

  private final StoredSnapshot snapshot;
  private final SignedDocument checkpoint;

  DiskSet(StoredSnapshot snapshot) throws FeedUnavailableException {
    this.snapshot = snapshot;
    try {
      checkpoint = snapshot.checkpoint();
    } catch (IOException | DamagedFileException e) {
      throw new FeedUnavailableException(e);
    }
  }

  @Override
  public SignedDocument checkpoint() {
    return checkpoint;
  }

  @Override
  public Pages<IndexRow> index() throws FeedUnavailableException {
    return pages(row -> new IndexRow(row.row().subject(), row.row().version(), row.payloadHash()));
  }

  @Override
  public Pages<CurrentDocument> rows() throws FeedUnavailableException {
    return pages(JournalRecord.Row::row);
  }

  private <T> Pages<T> pages(Function<JournalRecord.Row, T> read) throws FeedUnavailableException {
    try {
      StoredSnapshot.Rows rows = snapshot.rows();
      return () -> {
        try {
          List<T> page = rows.next(ROWS_A_PAGE).stream().map(read).toList();
          if (page.isEmpty()) {
            rows.close();
          }
          return page;
        } catch (IOException | DamagedFileException e) {
          throw new FeedUnavailableException(e);
        }
      };
    } catch (IOException | DamagedFileException e) {
      throw new FeedUnavailableException(e);
    }
  }
}
