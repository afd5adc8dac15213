package com.bpmcentr.loadtests.bench.set;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Signs a set's checkpoint every five seconds, as an idle console does. */
public final class CheckpointRenewal implements AutoCloseable {
  private static final int SECONDS = 5;

  private final ScheduledExecutorService timer;

  private CheckpointRenewal(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Signs until it is closed, which must be before the set is. */
  public static CheckpointRenewal start(SignedSet set) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("checkpoints").factory());
    // If one fails the later ones are not tried: the age of the edge's answers shows it.
    var _ = timer.scheduleAtFixedRate(() -> renew(set), SECONDS, SECONDS, TimeUnit.SECONDS);
    return new CheckpointRenewal(timer);
  }

  private static void renew(SignedSet set) {
    try {
      set.renewCheckpoint();
    } catch (SQLException e) {
      throw new IllegalStateException("no checkpoint", e);
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
