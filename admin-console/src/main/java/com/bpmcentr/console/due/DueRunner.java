package com.bpmcentr.console.due;

import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.publishing.ClockAgreement;
import com.bpmcentr.console.publishing.PassingFailure;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.PublishingAlarms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has due work done, block by block. A block is one transaction that holds the row of its kind of
 * work and moves it on: so of two consoles one does it, and who was off for weeks goes on where all
 * was left.
 *
 * <p>A subscription may come to be due in the past: taken over from elsewhere, or changed.
 * Therefore every hour a second look goes over the last weeks again, and finds what is due there
 * and not done.
 *
 * <p>A wrong clock would have all that falls due done ahead of its time, and then nothing for as
 * long: so each block asks the database's clock too, and a place that lies in the future goes back.
 */
@Component
class DueRunner {

  /** How far back the second look goes, and a kind of work begins that is new. */
  static final Duration LOOK_BACK = Duration.ofDays(35);

  static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  /** Of a kind that has nothing to do: so that its row is not written every few seconds. */
  private static final Duration UNSAVED = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(DueRunner.class);

  private final DueRepository rows;
  private final Publisher feed;
  private final ClockAgreement clocks;
  private final PublishingAlarms alarms;
  private final List<Kind> kinds = new ArrayList<>();
  private final TransactionTemplate transaction;

  private record Kind(DueWork work, RecurringWork round) {}

  /** Whether to go on, asked between blocks. */
  private volatile BooleanSupplier running = () -> true;

  DueRunner(
      DueRepository rows,
      Publisher feed,
      ClockAgreement clocks,
      PublishingAlarms alarms,
      List<DueWork> works,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.feed = feed;
    this.clocks = clocks;
    this.alarms = alarms;
    this.transaction = new TransactionTemplate(transactions);
    for (DueWork work : works) {
      kinds.add(new Kind(work, new RecurringWork("due work " + work.name(), () -> round(work))));
    }
  }

  /**
   * Does all that is due now. One kind that fails does not keep the others waiting.
   *
   * @param goOn asked between blocks
   */
  void run(BooleanSupplier goOn) {
    running = goOn;
    for (Kind kind : kinds) {
      if (goOn.getAsBoolean()) {
        kind.round().run();
      }
    }
  }

  /**
   * Does again what failed, if it is still due. Empty: another console is at work of this kind.
   *
   * @throws RuntimeException what passes by itself, such as a database that does not answer
   */
  Optional<DueRetry> retry(String name, Due due) {
    feed.requireOpen();
    Optional<DueWork> work =
        kinds.stream().map(Kind::work).filter(kind -> kind.name().equals(name)).findFirst();
    try {
      return transaction.execute(_ -> rows.lock(name).map(_ -> retry(name, work, due)));
    } catch (RuntimeException e) {
      requireLasting(e);
      log.error("Due work {} of {} failed again", name, due.subject(), e);
      transaction.executeWithoutResult(
          _ -> rows.failed(name, due, now(), e.getClass().getSimpleName()));
      return Optional.of(DueRetry.FAILED);
    }
  }

  private DueRetry retry(String name, Optional<DueWork> known, Due due) {
    Instant now = now();
    // of a kind that this program does not know any more, nothing is due; nor is what lies ahead
    Optional<DueWork> work =
        known.filter(
            kind ->
                !due.at().isAfter(now)
                    && kind.find(Place.justBefore(due), due.at(), 1).contains(due));
    work.ifPresent(kind -> kind.carryOut(List.of(due), now));
    rows.succeeded(name, List.of(due));
    return work.isPresent() ? DueRetry.DONE : DueRetry.NOT_DUE;
  }

  private void round(DueWork work) {
    // A restored database must not fill with what its recovery would have to sort out.
    feed.requireOpen();
    rows.begin(work.name(), now().minus(LOOK_BACK));
    boolean more = true;
    while (more && running.getAsBoolean()) {
      more = block(work);
    }
  }

  /** False when there is nothing more to do here. */
  private boolean block(DueWork work) {
    try {
      return new Turn(work, Publisher.MOST_DOCUMENTS).take();
    } catch (RuntimeException e) {
      requireLasting(e);
      return oneByOne(work, e);
    }
  }

  /** What one of them fails with must not keep the others from being done. */
  private boolean oneByOne(DueWork work, RuntimeException why) {
    log.warn("Due work {} goes on one by one: {}", work.name(), why.toString());
    boolean more = true;
    for (int i = 0; i < Publisher.MOST_DOCUMENTS && more && running.getAsBoolean(); i++) {
      Turn turn = new Turn(work, 1);
      try {
        more = turn.take();
      } catch (RuntimeException e) {
        requireLasting(e);
        turn.passOver(e);
      }
    }
    return more;
  }

  /** What passes by itself is tried again in the next round, and is no failure of what is due. */
  private static void requireLasting(RuntimeException e) {
    if (PassingFailure.is(e)) {
      throw e;
    }
  }

  /** Refused while this machine's clock and the database's differ: either may be the wrong one. */
  private Instant now() {
    return clocks.require(rows.present()).truncatedTo(ChronoUnit.MILLIS);
  }

  /** One transaction: some of what is due, first for the first time, then at the second look. */
  private final class Turn {

    private final DueWork work;
    private final int most;
    private @Nullable Block block;

    /** What is done, and how far that brings the work. */
    private record Block(List<Due> due, Progress before, Progress after) {}

    Turn(DueWork work, int most) {
      this.work = work;
      this.most = most;
    }

    /** False when nothing more was found, or another console is at it. */
    boolean take() {
      return Boolean.TRUE.equals(
          transaction.execute(_ -> rows.lock(work.name()).map(this::take).orElse(false)));
    }

    /** Goes past what it failed with, unless another console already has. */
    void passOver(RuntimeException why) {
      Block failed = block;
      if (failed == null) {
        throw why;
      }
      Due due = failed.due().getFirst();
      log.error("Due work {} of {} failed", work.name(), due.subject(), why);
      transaction.executeWithoutResult(
          _ ->
              rows.lock(work.name())
                  .filter(failed.before()::equals)
                  .ifPresent(
                      _ -> {
                        rows.failed(work.name(), due, now(), why.getClass().getSimpleName());
                        rows.save(work.name(), failed.after());
                      }));
    }

    private boolean take(Progress saved) {
      Instant now = now();
      if (saved.isAfter(now.plus(ClockAgreement.MOST))) {
        goBack(saved, now);
        return true;
      }
      List<Due> due = work.find(saved.reached(), now, most);
      if (!due.isEmpty()) {
        return carryOut(due, now, saved, saved.reaching(Place.of(due.getLast())));
      }
      boolean unsaved = now.minus(UNSAVED).isAfter(saved.reached().at());
      return lookAgain(saved, unsaved ? saved.reaching(Place.after(now)) : saved, now);
    }

    /**
     * Clocks that were ahead have brought it into the future: it goes back, and looks again. A turn
     * of its own, which what fails afterwards does not undo.
     */
    private void goBack(Progress ahead, Instant now) {
      alarms.dueWorkAhead(work.name(), ahead.reached().at());
      rows.save(
          work.name(),
          ahead.reaching(Place.after(now)).beginningAgain(Place.before(lookBack(now)), now));
    }

    private boolean lookAgain(Progress saved, Progress reached, Instant now) {
      Progress progress = reached;
      if (progress.hasLookedAgain()) {
        if (now.isBefore(progress.againUntil().plus(BETWEEN_LOOKS))) {
          if (!progress.equals(saved)) {
            rows.save(work.name(), progress);
          }
          return false;
        }
        progress = progress.beginningAgain(Place.before(lookBack(now)), now);
      }
      List<Due> due = work.find(progress.again(), progress.againUntil(), most);
      if (!due.isEmpty()) {
        return carryOut(due, now, saved, progress.lookingAgain(Place.of(due.getLast())));
      }
      rows.forgetFailures(work.name(), progress.againUntil());
      rows.save(work.name(), progress.lookingAgain(Place.after(progress.againUntil())));
      return false;
    }

    private boolean carryOut(List<Due> due, Instant now, Progress before, Progress after) {
      block = new Block(due, before, after);
      work.carryOut(due, now);
      rows.succeeded(work.name(), due);
      rows.save(work.name(), after);
      return true;
    }

    private Instant lookBack(Instant now) {
      Instant from = now.minus(LOOK_BACK);
      return rows.oldestFailure(work.name()).filter(from::isAfter).orElse(from);
    }
  }
}
