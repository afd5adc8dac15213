package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.operation.RecurringWork;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets a recovery know that a console is running, and does not start one into a recovery. */
@Component
class RunningConsole {

  private final PgProgramLock lock;
  private final RecurringWork holding =
      new RecurringWork("telling that this console runs", this::require);

  RunningConsole(PgProgramLock lock) {
    this.lock = lock;
  }

  /**
   * Tells it from now on.
   *
   * @throws ConsoleStartException when a recovery is under way
   */
  void require() {
    if (lock.share() != PgProgramLock.Answer.HELD) {
      throw new ConsoleStartException(
          "a recovery of this database is under way: start the console when it has ended");
    }
  }

  /** The session may have been lost, and the lock with it. */
  @Scheduled(fixedDelay = 5_000)
  void tick() {
    holding.run();
  }
}
