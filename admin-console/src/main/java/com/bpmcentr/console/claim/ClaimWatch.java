package com.bpmcentr.console.claim;

import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.operation.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Has claims signed when an edge rings, and every second whether it has or not. */
@Component
class ClaimWatch extends Rounds {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final PgClaimBell bell;
  private final RecurringWork signing;
  private final RecurringWork listening;

  ClaimWatch(ClaimSigner signer, PgClaimBell bell) {
    super(Thread.ofVirtual().name("claim-watch"), LONGEST_WAIT.multipliedBy(2));
    this.bell = bell;
    this.signing = new RecurringWork("signing claims", signer::signWaiting);
    this.listening = new RecurringWork("listening for claims", bell::listen);
  }

  @Override
  protected void round() throws InterruptedException {
    // Listening first: a claim made while others are signed then rings for the next round.
    listening.run();
    signing.run();
    if (!bell.await(LONGEST_WAIT)) {
      Thread.sleep(LONGEST_WAIT);
    }
  }

  @Override
  protected void end() {
    bell.close();
  }
}
