package com.bpmcentr.console.attention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one has just looked up is good for all who ask within some time. Who asks while somebody
 * looks waits for that, and learns that it failed; who asks after that looks again.
 */
final class SharedLook<T> {

  private final Duration good;
  private final Clock clock;
  private @Nullable Look<T> latest;

  /**
   * Nothing yet.
   *
   * @param good for how long a look is, from its beginning
   */
  SharedLook(Duration good, Clock clock) {
    this.good = good;
    this.clock = clock;
  }

  private record Look<T>(Instant begun, FutureTask<T> task) {}

  T get(Supplier<T> supplier) {
    FutureTask<T> look = latest(supplier).task;
    // Done by the first of those who have it; the others go on to wait.
    look.run();
    try {
      return look.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the look failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while somebody looks", e);
    }
  }

  private synchronized Look<T> latest(Supplier<T> supplier) {
    Instant now = clock.instant();
    if (latest == null || isOver(latest, now)) {
      latest = new Look<>(now, new FutureTask<>(supplier::get));
    }
    return latest;
  }

  private boolean isOver(Look<T> look, Instant now) {
    return switch (look.task.state()) {
      case Future.State.RUNNING -> false;
      // Also where the clock was set back: it would be good for long.
      case Future.State.SUCCESS -> Duration.between(look.begun, now).abs().compareTo(good) >= 0;
      case Future.State.FAILED, Future.State.CANCELLED -> true;
    };
  }
}
