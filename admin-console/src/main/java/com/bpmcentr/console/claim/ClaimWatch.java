package com.bpmcentr.console.claim;

import com.bpmcentr.console.operation.RecurringWork;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has claims signed when an edge rings, and every second whether it has or not. */
@Component
class ClaimWatch implements SmartLifecycle {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final PgClaimBell bell;
  private final RecurringWork signing;
  private final RecurringWork listening;
  private volatile @Nullable Thread thread;

  ClaimWatch(ClaimSigner signer, PgClaimBell bell) {
    this.bell = bell;
    this.signing = new RecurringWork("signing claims", signer::signWaiting);
    this.listening = new RecurringWork("listening for claims", this::listen);
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("claim-watch").start(this::watch);
  }

  /** Waits for the round in hand: an interrupt would break the connection it works on. */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    try {
      if (running != null) {
        running.join(LONGEST_WAIT.multipliedBy(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void watch() {
    try {
      while (isRunning()) {
        // Listening first: a claim made while others are signed then rings for the next round.
        boolean hearing = listening.run();
        signing.run();
        waitForBell(hearing);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bell.close();
    }
  }

  private void waitForBell(boolean hearing) throws InterruptedException {
    if (hearing) {
      try {
        bell.await(LONGEST_WAIT);
        return;
      } catch (SQLException e) {
        bell.close();
      }
    }
    Thread.sleep(LONGEST_WAIT);
  }

  private void listen() {
    try {
      bell.listen();
    } catch (SQLException e) {
      bell.close();
      throw new IllegalStateException("no connection: " + e.getSQLState(), e);
    }
  }
}
