package com.bpmcentr.console.due;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.publishing.ClockAgreement;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.PublishingAlarms;
import org.springframework.transaction.PlatformTransactionManager;

/** Has a console's due work done, for tests that set its clock. */
public final class DueRounds {

  private DueRounds() {}

  /** All that is due now, by one more console. */
  public static void run(Business business) {
    new DueRunner(
            business.part(DueRepository.class),
            business.part(Publisher.class),
            business.part(ClockAgreement.class),
            business.part(PublishingAlarms.class),
            business.parts(DueWork.class),
            business.part(PlatformTransactionManager.class))
        .run(() -> true);
  }
}
