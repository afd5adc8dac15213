package com.bpmcentr.console.due;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.publishing.Publisher;
import org.springframework.transaction.PlatformTransactionManager;

/** Has a console's due work done, for tests that set its clock. */
public final class DueRounds {

  private DueRounds() {}

  /** All that is due now, by one more console. */
  public static void run(Business business) {
    new DueRunner(
            business.part(DueRepository.class),
            business.part(Publisher.class),
            business.parts(DueWork.class),
            business.part(PlatformTransactionManager.class),
            business.clock)
        .run(() -> true);
  }
}
