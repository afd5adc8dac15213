package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.journal.DiskStore;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.MalformedException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What an edge that starts without a database finds in its folder. */
public final class DiskReading implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final FeedStatus status = new FeedStatus(InstantSource.system());
  private final TrustedKeys keys;
  private final PgFeed noDatabase;

  public DiskReading(Path keyring) throws IOException, MalformedException {
    keys = new TrustedKeys(KeyringFile.read(keyring), status);
    noDatabase =
        new PgFeed(
            vertx,
            vertx.getOrCreateContext(),
            DatabaseUrl.parse("postgresql://nobody:none@127.0.0.1:1/nowhere").orElseThrow(),
            "no database",
            () -> {});
  }

  /**
   * What was found.
   *
   * @param reached the newest position whose set is held; null when none is
   * @param serves whether the edge answers from it
   */
  public record Found(@Nullable FeedPosition reached, boolean serves) {}

  /** Reads the folder as a start does. */
  public Found read(Path folder, String edgeId) throws IOException, InterruptedException {
    LicenseReplica replica = new LicenseReplica(new ClaimBook(System::nanoTime));
    DocumentIntake intake = new DocumentIntake(replica, status);
    DiskStore store = DiskStore.open(folder, edgeId);
    try (BackgroundCheck background =
        new BackgroundCheck(noDatabase, keys, status, System::nanoTime)) {
      DiskStart.Found found =
          new DiskStart(
                  store,
                  keys,
                  replica,
                  intake,
                  new SetLoader(keys, intake),
                  background,
                  status,
                  () -> false)
              .read();
      // which closes the folder
      store.journal(position -> {}, alarm -> {}, System::nanoTime).close();
      TrustedCheckpoint matched = found.matched();
      return new Found(matched == null ? null : matched.cursor().position(), found.isWhole());
    }
  }

  @Override
  public void close() throws Exception {
    keys.close();
    noDatabase.close();
    vertx.close().await();
  }
}
