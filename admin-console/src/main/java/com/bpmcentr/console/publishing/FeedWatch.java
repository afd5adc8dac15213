package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks, at the start and every hour, whether all rows are what was published, so that a change is
 * known before an edge meets it: one column of one row keeps edges from starting without a set of
 * their own. Nothing is put right here; an owner asks for that.
 */
@Component
public class FeedWatch {

  private final FeedRepair repair;
  private final LastSigned lastSigned;
  private final PublishingAlarms alarms;
  private final TransactionTemplate transaction;
  private final RecurringWork work = new RecurringWork("looking at the feed's rows", this::look);

  FeedWatch(
      FeedRepair repair,
      LastSigned lastSigned,
      PublishingAlarms alarms,
      PlatformTransactionManager transactions) {
    this.repair = repair;
    this.lastSigned = lastSigned;
    this.alarms = alarms;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** On a thread of the system's: the signatures of a large set would keep others waiting. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void tick() {
    Thread.ofPlatform().daemon().name("feed-watch").start(work::run);
  }

  /** Compares all rows, and raises or ends the alarms that are about them. */
  public void look() {
    if (alarms.feedIsReadOnly()) {
      return;
    }
    transaction.executeWithoutResult(
        _ -> {
          Set<String> before = lastSigned.differing();
          Findings found = repair.find();
          lastSigned.looked(before, found.differing());
          if (found.entries() > 0) {
            var _ =
                alarms.raise(
                    Kind.ENTRY_BEYOND_HEAD,
                    found.entries() + " entries stand beyond the head that no console published");
          }
          if (found.unfit() > 0) {
            alarms.rowsUnfit(found.unfit());
          }
        });
  }

  /**
   * Looks now, unless it is known already that something differs.
   *
   * @throws PublishingRefusedException when a row is not what was published
   */
  public void requireAllAsPublished() {
    lastSigned.requireNoneDiffering();
    look();
    lastSigned.requireNoneDiffering();
  }
}
