package com.bpmcentr.console.due;

import static com.bpmcentr.console.Business.START;
import static com.bpmcentr.console.publishing.PublishingAlarm.Kind.CLOCK_DIFFERS;
import static com.bpmcentr.console.publishing.PublishingAlarm.Kind.DUE_WORK_AHEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.publishing.ClockAgreement;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DueRunnerIT {

  private static final Duration LITTLE = Duration.ofSeconds(1);

  private static Business business;
  private static JdbcClient jdbc;

  @BeforeAll
  static void open() {
    business = Business.open();
    jdbc = business.part(JdbcClient.class);
    StretchWork.createTable(business.sql(DatabaseRole.OWNER));
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void setClock() {
    business.clock.set(START);
  }

  @Test
  void run_offForWeeks_doesAllThatFellDueInItsOrderAndNothingElse() {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    UUID third = work.add(START.plus(Duration.ofDays(50)));
    UUID first = work.add(START.plus(Duration.ofDays(1)));
    UUID second = work.add(START.plus(Duration.ofDays(20)));
    work.add(START.plus(Duration.ofDays(50)).plusMillis(1));
    business.clock.advance(Duration.ofDays(50));

    run(work);

    assertThat(work.doneInOrder()).containsExactly(first, second, third);
    run(work);
    assertThat(work.timesDone()).containsExactly(1, 1, 1, 0);
  }

  @Test
  void run_twoConsolesAtOnce_doEachOnce() throws Exception {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    for (int i = 0; i < 1_050; i++) {
      // many at the same time, as after an import
      work.add(START.plus(Duration.ofDays(i / 500)));
    }
    business.clock.advance(Duration.ofDays(30));

    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService consoles = Executors.newFixedThreadPool(2)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        DueRunner console = runner(work);
        ends.add(
            consoles.submit(
                () -> {
                  together.await();
                  // who finds the other at it leaves it alone, and comes again
                  while (work.timesDone().contains(0)) {
                    console.run(() -> true);
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }

    assertThat(work.timesDone()).hasSize(1_050).containsOnly(1);
  }

  @Test
  void run_cameToBeDueInThePast_isDoneAtTheSecondLook() {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    work.add(START.minus(Duration.ofDays(10)));

    business.clock.advance(DueRunner.BETWEEN_LOOKS.minus(LITTLE));
    run(work);
    assertThat(work.timesDone()).containsExactly(0);

    business.clock.advance(LITTLE);
    run(work);
    run(work);
    assertThat(work.timesDone()).containsExactly(1);
  }

  @Test
  void run_oneFails_othersAreDoneAndItIsTriedAgain() {
    List<UUID> failing = new ArrayList<>();
    StretchWork work = failing(failing);
    List<UUID> all = Stream.iterate(START, at -> at.plusMillis(1)).limit(5).map(work::add).toList();
    failing.add(all.get(2));
    business.clock.advance(LITTLE);

    run(work);
    run(work);

    assertThat(work.timesDone()).containsExactly(1, 1, 1, 1, 0);
    assertThat(standing(work).failed()).isEqualTo(1);

    failing.clear();
    // far beyond the usual second look: what failed is not forgotten
    business.clock.advance(DueRunner.LOOK_BACK.multipliedBy(2));
    run(work);
    assertThat(work.timesDone()).containsExactly(1, 1, 1, 1, 1);
    assertThat(standing(work).failed()).isZero();
  }

  @Test
  void run_failedAndNotDueAnyMore_isForgotten() {
    List<UUID> found = new ArrayList<>();
    StretchWork work =
        new StretchWork(jdbc) {
          @Override
          public void carryOut(List<Due> due, Instant now) {
            throw new IllegalStateException("cannot be done");
          }

          @Override
          public List<Due> find(Place after, Instant until, int most) {
            List<Due> due = super.find(after, until, most);
            return due.stream().filter(each -> found.contains(each.subject())).toList();
          }
        };
    found.add(work.add(START));
    run(work);
    assertThat(standing(work).failed()).isEqualTo(1);

    found.clear();
    business.clock.advance(DueRunner.BETWEEN_LOOKS.multipliedBy(2));
    run(work);

    assertThat(standing(work).failed()).isZero();
  }

  @Test
  void retry_ofWhatFailed_doesThatOneAndForgetsTheFailure() {
    List<UUID> failing = new ArrayList<>();
    StretchWork work = failing(failing);
    // at one time, so that only the id tells them apart
    List<UUID> all = Stream.generate(() -> work.add(START)).limit(4).toList();
    failing.addAll(all);
    run(work);
    assertThat(standing(work).failed()).isEqualTo(4);
    List<DueFailure> failures = failures(work);

    assertThat(runner(work).retry(work.name(), failures.get(1).due())).contains(DueRetry.FAILED);
    assertThat(standing(work).failed()).isEqualTo(4);

    failing.clear();
    assertThat(runner(work).retry(work.name(), failures.get(1).due())).contains(DueRetry.DONE);
    assertThat(work.doneInOrder()).containsExactly(failures.get(1).subjectId());
    assertThat(failures(work))
        .extracting(DueFailure::subjectId)
        .doesNotContain(failures.get(1).subjectId())
        .hasSize(3);

    assertThat(runner(work).retry(work.name(), failures.get(1).due())).contains(DueRetry.NOT_DUE);
    assertThat(work.doneInOrder()).hasSize(1);
  }

  @Test
  void retry_whileAnotherConsoleIsAtIt_leavesItAlone() {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    Due due = new Due(START, work.add(START));
    PlatformTransactionManager transactions = business.part(PlatformTransactionManager.class);

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              business.part(DueRepository.class).lock(work.name());
              try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                assertThat(other.submit(() -> runner(work).retry(work.name(), due)).get())
                    .isEmpty();
              } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(work.timesDone()).containsExactly(0);
  }

  private static StretchWork failing(List<UUID> failing) {
    return new StretchWork(jdbc) {
      @Override
      public void carryOut(List<Due> due, Instant now) {
        if (due.stream().anyMatch(each -> failing.contains(each.subject()))) {
          throw new IllegalStateException("cannot be done");
        }
        super.carryOut(due, now);
      }
    };
  }

  private static List<DueFailure> failures(DueWork work) {
    return business
        .part(DueService.class)
        .failures(Business.owner(), new ListQuery(Map.of("work", work.name()), List.of(), 0, 100))
        .orElseThrow()
        .items();
  }

  @Test
  void run_databaseIsInTheWay_goesOnWithTheSameInTheNextRound() {
    List<RuntimeException> inTheWay = new ArrayList<>();
    inTheWay.add(new CannotAcquireLockException("for a moment"));
    StretchWork work =
        new StretchWork(jdbc) {
          @Override
          public void carryOut(List<Due> due, Instant now) {
            super.carryOut(due, now);
            if (!inTheWay.isEmpty()) {
              throw inTheWay.removeFirst();
            }
          }
        };
    work.add(START);
    DueRunner runner = runner(work);

    runner.run(() -> true);
    assertThat(work.timesDone()).containsExactly(0);
    runner.run(() -> true);

    assertThat(work.timesDone()).containsExactly(1);
    assertThat(standing(work).failed()).isZero();
  }

  @Test
  void run_feedIsClosed_doesNothing() {
    StretchWork work = new StretchWork(jdbc);
    work.add(START);

    runner(work, closedFeed()).run(() -> true);
    assertThat(work.timesDone()).containsExactly(0);

    run(work);
    assertThat(work.timesDone()).containsExactly(1);
  }

  @Test
  void run_clockIsNotTheDatabases_doesNothingUntilTheyAgree() {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    work.add(START.plus(Duration.ofDays(20)));
    PublishingAlarms alarms = new PublishingAlarms(business.clock);
    setDatabaseTime(START);
    business.clock.set(START.plus(Duration.ofDays(30)));
    DueRunner runner = runner(work, business.part(Publisher.class), alarms);

    runner.run(() -> true);

    assertThat(work.timesDone()).containsExactly(0);
    assertThat(standing(work).reached()).isEqualTo(START);
    assertThat(alarms.active()).extracting(PublishingAlarm::kind).containsExactly(CLOCK_DIFFERS);

    business.clock.set(START.plus(ClockAgreement.MOST));
    runner.run(() -> true);
    assertThat(alarms.active()).isEmpty();
  }

  @Test
  void run_newKindOnAWrongClock_beginsNowhereYet() {
    StretchWork work = new StretchWork(jdbc);
    setDatabaseTime(START);
    business.clock.set(START.plus(Duration.ofDays(90)));

    runner(work, business.part(Publisher.class), new PublishingAlarms(business.clock))
        .run(() -> true);

    assertThat(business.part(DueStandings.class).all())
        .extracting(DueStandings.Standing::work)
        .doesNotContain(work.name());
  }

  @Test
  void run_bothClocksWereAheadForAWhile_goesOnWithWhatFallsDueAndSaysSo() {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    UUID early = work.add(START.plus(Duration.ofDays(20)));
    business.clock.set(START.plus(Duration.ofDays(30)));
    run(work);
    assertThat(work.doneInOrder()).containsExactly(early);

    business.clock.set(START.plus(Duration.ofMinutes(1)));
    UUID missed = work.add(START.plus(Duration.ofSeconds(50)));
    UUID later = work.add(START.plus(Duration.ofDays(1)));
    run(work);

    assertThat(work.doneInOrder()).containsExactly(early, missed);
    assertThat(standing(work).reached()).isEqualTo(business.clock.instant());
    assertThat(business.part(PublishingAlarms.class).active())
        .extracting(PublishingAlarm::kind)
        .containsExactly(DUE_WORK_AHEAD);

    business.clock.advance(Duration.ofDays(1));
    run(work);
    assertThat(work.doneInOrder()).containsExactly(early, missed, later);
  }

  /** It went back, failed, and was ahead again: for ever, and no other kind had its turn. */
  @Test
  void run_bothClocksWereAheadAndOneFails_isPassedOverAndTheOthersAreDone() {
    List<UUID> failing = new ArrayList<>();
    StretchWork work = failing(failing);
    run(work);
    business.clock.set(START.plus(Duration.ofDays(30)));
    run(work);
    business.clock.set(START.plus(Duration.ofMinutes(1)));
    failing.add(work.add(START.plus(Duration.ofSeconds(40))));
    UUID other = work.add(START.plus(Duration.ofSeconds(50)));
    AtomicInteger turns = new AtomicInteger();

    runner(work).run(() -> turns.incrementAndGet() < 100);

    assertThat(turns.get()).isLessThan(100);
    assertThat(work.doneInOrder()).containsExactly(other);
    assertThat(failures(work)).extracting(DueFailure::subjectId).isEqualTo(failing);
  }

  @Test
  void metrics_nothingDone_tellHowFarItIsBehind() {
    StretchWork work = new StretchWork(jdbc);
    run(work);
    Metrics metrics = new Metrics();
    DueWatch watch =
        new DueWatch(
            runner(work),
            business.part(DueStandings.class),
            List.of(work),
            metrics,
            business.clock);
    String series = "console_due_behind_seconds{work=\"" + work.name() + "\"} ";
    assertThat(metrics.scrape()).contains(series + "NaN");

    business.clock.advance(Duration.ofMinutes(10));
    watch.look();
    assertThat(metrics.scrape()).contains(series + "600.0");

    run(work);
    watch.look();
    assertThat(metrics.scrape()).contains(series + "0.0");
  }

  private static DueStandings.Standing standing(DueWork work) {
    return business.part(DueStandings.class).all().stream()
        .filter(standing -> standing.work().equals(work.name()))
        .findFirst()
        .orElseThrow();
  }

  private static void run(DueWork work) {
    runner(work).run(() -> true);
  }

  private static DueRunner runner(DueWork work) {
    return runner(work, business.part(Publisher.class));
  }

  private static Publisher closedFeed() {
    return (Publisher)
        Proxy.newProxyInstance(
            Publisher.class.getClassLoader(),
            new Class<?>[] {Publisher.class},
            (_, asked, _) -> {
              throw new IllegalStateException(asked.getName() + ": the feed is closed");
            });
  }

  private static DueRunner runner(DueWork work, Publisher feed) {
    return new DueRunner(
        business.part(DueRepository.class),
        feed,
        business.part(ClockAgreement.class),
        business.part(PublishingAlarms.class),
        List.of(work),
        business.part(PlatformTransactionManager.class));
  }

  /** One that compares its clock with the database's, as the console does. */
  private static DueRunner runner(DueWork work, Publisher feed, PublishingAlarms alarms) {
    return new DueRunner(
        business.part(DueRepository.class),
        feed,
        new ClockAgreement(business.clock, alarms),
        alarms,
        List.of(work),
        business.part(PlatformTransactionManager.class));
  }

  private static void setDatabaseTime(Instant time) {
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            create or replace function present() returns timestamptz
              language sql volatile parallel safe
            return timestamptz '%s'
            """
                .formatted(time))
        .update();
  }
}
