package com.bpmcentr.console.claim;

import com.bpmcentr.console.operation.RecurringWork;
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
  private volatile boolean running;
  private @Nullable Thread thread;

  ClaimWatch(ClaimSigner signer, PgClaimBell bell) {
    this.bell = bell;
    this.signing = new RecurringWork("signing claims", signer::signWaiting);
    this.listening = new RecurringWork("listening for claims", bell::listen);
  }

  @Override
  public void start() {
    // Before the thread, which would otherwise find that it is not to run.
    running = true;
    thread = Thread.ofVirtual().name("claim-watch").start(this::watch);
  }

  /** Waits for the round in hand: an interrupt would break the connection it works on. */
  @Override
  public void stop() {
    running = false;
    try {
      if (thread != null) {
        thread.join(LONGEST_WAIT.multipliedBy(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void watch() {
    try {
      while (running) {
        // Listening first: a claim made while others are signed then rings for the next round.
        listening.run();
        signing.run();
        if (!bell.await(LONGEST_WAIT)) {
          Thread.sleep(LONGEST_WAIT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bell.close();
    }
  }
}
