package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
    return new PagesAhead<>(
        open(), rows -> rows.nextLabels(ROWS_A_PAGE).stream().map(DiskSet::indexRow).toList());
  }

  @Override
  public Pages<CurrentDocument> rows() throws FeedUnavailableException {
    return new PagesAhead<>(
        open(), rows -> rows.next(ROWS_A_PAGE).stream().map(JournalRecord.Row::row).toList());
  }

  private StoredSnapshot.Rows open() throws FeedUnavailableException {
    try {
      return snapshot.rows();
    } catch (IOException | DamagedFileException e) {
      throw new FeedUnavailableException(e);
    }
  }

  private static IndexRow indexRow(JournalRecord.Label label) {
    return new IndexRow(label.subject(), label.version(), label.payloadHash());
  }

  /** How a page is read. */
  @FunctionalInterface
  private interface Reading<T> {
    List<T> next(StoredSnapshot.Rows rows) throws IOException, DamagedFileException;
  }

  /** Reads the next page, on a thread of its own, while one is looked at. */
  private static final class PagesAhead<T> implements Pages<T> {

    private final StoredSnapshot.Rows rows;
    private final Reading<T> reading;
    private FutureTask<List<T>> coming;

    PagesAhead(StoredSnapshot.Rows rows, Reading<T> reading) {
      this.rows = rows;
      this.reading = reading;
      this.coming = begin();
    }

    @Override
    public List<T> next() throws FeedUnavailableException {
      try {
        List<T> page = coming.get();
        if (page.isEmpty()) {
          rows.close();
        } else {
          coming = begin();
        }
        return page;
      } catch (IOException e) {
        throw new FeedUnavailableException(e);
      } catch (ExecutionException e) {
        throw new FeedUnavailableException(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FeedUnavailableException(e);
      }
    }

    private FutureTask<List<T>> begin() {
      Callable<List<T>> read = () -> reading.next(rows);
      FutureTask<List<T>> task = new FutureTask<>(read);
      Thread.ofVirtual().start(task);
      return task;
    }
  }
}
