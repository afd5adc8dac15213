package com.bpmcentr.console.job;

import static com.bpmcentr.console.job.Runners.LONG_LEASE;
import static com.bpmcentr.console.job.Runners.NO_LEASE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.KnownRequesters;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JobRunnerIT {

  private static final int TOTAL = 30;

  private final List<AutoCloseable> runners = new ArrayList<>();
  private static Business business;
  private static JobRowRepository rows;

  @BeforeAll
  static void open() {
    business = Business.open();
    rows = business.part(JobRowRepository.class);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable runner : runners) {
      runner.close();
    }
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void run_toTheEnd_countsEachRowOnceAndKeepsItsResult() {
    RowsKind kind = new RowsKind(rows);
    Job job = accept(Role.OWNER);

    start(LONG_LEASE, kind);

    Job done = awaitState(job, JobState.DONE);
    assertThat(done.done()).isEqualTo(27);
    assertThat(done.refused()).isEqualTo(3);
    assertThat(done.startedAt()).isNotNull();
    assertThat(done.endedAt()).isNotNull();
    assertThat(kind.committed).hasSize(TOTAL).doesNotHaveDuplicates();
    assertThat(rows.after(job.id(), 0, TOTAL))
        .allMatch(row -> (row.refusal() != null) == (row.number() % 10 == 0));
  }

  @Test
  void metrics_tellHowFarJobsAre() {
    RowsKind kind = new RowsKind(rows);
    Metrics metrics = new Metrics();
    JobWatch watch = new JobWatch(business.part(JobQuery.class), List.of(kind), metrics);
    assertThat(metrics.scrape()).contains("console_jobs_open{kind=\"rows\"} NaN");
    Job job = accept(Role.OWNER);

    watch.look();
    assertThat(metrics.scrape())
        .contains("console_jobs_open{kind=\"rows\"} 1.0")
        .contains("console_jobs_rows_left{kind=\"rows\"} " + (double) TOTAL);

    start(LONG_LEASE, kind);
    awaitState(job, JobState.DONE);
    watch.look();
    assertThat(metrics.scrape())
        .contains("console_jobs_open{kind=\"rows\"} 0.0", "console_jobs_failed{kind=\"rows\"} 0.0");
  }

  @Test
  void run_killedInTheMiddleOfABlock_isResumedByAnotherWithoutDoingARowTwice() throws Exception {
    AtomicInteger blocks = new AtomicInteger();
    CountDownLatch killed = new CountDownLatch(1);
    RowsKind dying =
        new RowsKind(rows) {
          @Override
          void ending(List<JobRow> block) {
            if (blocks.incrementAndGet() >= 3) {
              killed.countDown();
              throw new ThreadDeathOfATest();
            }
            super.ending(block);
          }
        };
    Job job = accept(Role.OWNER);
    start(NO_LEASE, dying);
    assertThat(killed.await(10, SECONDS)).isTrue();
    runners.removeLast().close();

    assertThat(find(job).processed()).isEqualTo(2 * RowsKind.ROWS_A_BLOCK);
    RowsKind successor = new RowsKind(rows);
    start(LONG_LEASE, successor);

    assertThat(awaitState(job, JobState.DONE).processed()).isEqualTo(TOTAL);
    assertThat(Stream.concat(dying.committed.stream(), successor.committed.stream()))
        .hasSize(TOTAL)
        .doesNotHaveDuplicates();
  }

  @Test
  void run_twoConsolesWithoutALease_doEachRowOnce() {
    RowsKind one = new RowsKind(rows);
    RowsKind other = new RowsKind(rows);
    List<Job> jobs = Stream.generate(() -> accept(Role.OWNER)).limit(6).toList();

    start(NO_LEASE, one);
    start(NO_LEASE, other);

    jobs.forEach(job -> assertThat(awaitState(job, JobState.DONE).processed()).isEqualTo(TOTAL));
    assertThat(Stream.concat(one.committed.stream(), other.committed.stream()))
        .hasSize(TOTAL * jobs.size())
        .doesNotHaveDuplicates();
  }

  @Test
  void claim_leaseOfAnotherConsoleRuns_isLeftToIt() {
    JobRepository repository = business.part(JobRepository.class);
    Job job = accept(Role.OWNER);
    List<String> kinds = List.of("rows");

    assertThat(repository.claim(kinds, UUID.randomUUID(), LONG_LEASE)).isPresent();
    assertThat(repository.claim(kinds, UUID.randomUUID(), LONG_LEASE)).isEmpty();
    assertThat(find(job).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void stop_betweenBlocks_givesTheJobBackAtOnce() throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    RowsKind endless =
        new RowsKind(rows) {
          @Override
          void ending(List<JobRow> block) {
            super.ending(block);
            second.countDown();
          }
        };
    Supplier<Job> accepting = () -> accept(Role.OWNER);
    List<Job> jobs = Stream.generate(accepting).limit(20).toList();
    start(LONG_LEASE, endless);
    assertThat(second.await(10, SECONDS)).isTrue();
    runners.removeLast().close();

    start(LONG_LEASE, endless);

    jobs.forEach(job -> awaitState(job, JobState.DONE));
    assertThat(endless.committed).hasSize(TOTAL * jobs.size()).doesNotHaveDuplicates();
  }

  @Test
  void run_aFailingJob_isRecordedAndDoesNotStopTheNext() {
    Job failing = accept(Role.OWNER);
    Job next = accept(Role.OWNER);
    RowsKind kind =
        new RowsKind(rows) {
          @Override
          public Block next(Job job, Actor actor) {
            if (job.id().equals(failing.id()) && job.position() > 0) {
              throw new IllegalStateException("a fault in the program");
            }
            return super.next(job, actor);
          }
        };

    start(LONG_LEASE, kind);

    assertThat(awaitState(failing, JobState.FAILED).error()).isEqualTo(JobRunner.CONSOLE_FAILED);
    assertThat(find(failing).processed()).isEqualTo(RowsKind.ROWS_A_BLOCK);
    awaitState(next, JobState.DONE);
  }

  @Test
  void run_lockLostForAMoment_pausesAndGoesOn() {
    AtomicInteger attempts = new AtomicInteger();
    RowsKind kind =
        new RowsKind(rows) {
          @Override
          void ending(List<JobRow> block) {
            if (attempts.incrementAndGet() == 2) {
              throw new CannotAcquireLockException("deadlock");
            }
            super.ending(block);
          }
        };
    Job job = accept(Role.OWNER);

    start(LONG_LEASE, kind);

    assertThat(awaitState(job, JobState.DONE).processed()).isEqualTo(TOTAL);
    assertThat(kind.committed).hasSize(TOTAL).doesNotHaveDuplicates();
  }

  @Test
  void run_requesterHasLostThePermission_failsAndIsAudited() {
    KnownRequesters staff = business.part(KnownRequesters.class);
    Job job = accept(Role.ADMIN);
    staff.change(Role.ADMIN, Role.AUDITOR);

    start(LONG_LEASE, new RowsKind(rows));

    assertThat(awaitState(job, JobState.FAILED).error()).isEqualTo(JobRunner.REQUESTER_FORBIDDEN);
    await()
        .atMost(10, SECONDS)
        .until(
            () ->
                business
                    .audit
                    .list(Business.owner(), ListQuery.first(10))
                    .orElseThrow()
                    .items()
                    .stream()
                    .anyMatch(
                        entry ->
                            entry.operation().equals("job.run")
                                && entry.targetId().equals(job.id().toString())));
  }

  @Test
  void run_requestersAccountIsClosed_fails() {
    Job job = accept(Role.BILLING);
    business.part(KnownRequesters.class).disable(Role.BILLING);

    start(LONG_LEASE, new RowsKind(rows));

    assertThat(awaitState(job, JobState.FAILED).error()).isEqualTo(JobRunner.REQUESTER_DISABLED);
    assertThat(find(job).processed()).isZero();
    assertThat(
            business
                .audit
                .list(
                    Business.owner(),
                    new ListQuery(
                        Map.of("operation", "job.run", "targetId", job.id().toString()),
                        List.of(),
                        0,
                        10))
                .orElseThrow()
                .items())
        .hasSize(1);
  }

  @Test
  void stop_byStaff_endsItWhereItStandsAndLetsTheNextOneRun() {
    JobService service = business.part(JobService.class);
    Job job = accept(Role.OWNER);
    Job next = accept(Role.OWNER);
    RowsKind stuck =
        new RowsKind(rows) {
          @Override
          public Block next(Job asked, Actor actor) {
            if (asked.id().equals(job.id()) && asked.position() > 0) {
              throw new CannotAcquireLockException("busy");
            }
            return super.next(asked, actor);
          }
        };
    start(LONG_LEASE, stuck);
    await().atMost(20, SECONDS).until(() -> find(job).processed() == RowsKind.ROWS_A_BLOCK);

    Job stopped = service.stop(Business.owner(), job.id(), "a leaked token").orElseThrow();

    assertThat(stopped.state()).isEqualTo(JobState.STOPPED);
    awaitState(next, JobState.DONE);
    assertThat(find(job).state()).isEqualTo(JobState.STOPPED);
    assertThat(find(job).endedAt()).isNotNull();
    assertThat(find(job).processed()).isEqualTo(RowsKind.ROWS_A_BLOCK);
    assertThat(Business.refusal(service.stop(Business.owner(), job.id(), "again")))
        .isEqualTo(new Refusal.StateForbids("ended", "stop"));
  }

  @Test
  void stop_byARoleThatCouldNotAskForIt_isRefused() {
    JobService service = business.part(JobService.class);
    UUID id = UUID.randomUUID();
    accept(
        id, Role.OWNER, "bulk", Facts.NONE.with("type", "subscription").with("action", "revoke"));

    assertThat(Business.refusal(service.stop(Business.staff(Role.SUPPORT), id, "why")))
        .isEqualTo(new Refusal.Forbidden(Permission.REVOKE));
    assertThat(service.mayStop(service.get(Business.owner(), id).orElseThrow(), Business.owner()))
        .isTrue();
    assertThat(Business.refusal(service.stop(Business.owner(), id, " ")))
        .isEqualTo(new Refusal.Invalid("reason", InvalidKey.REQUIRED));
    assertThat(service.stop(Business.owner(), id, "why").orElseThrow().state())
        .isEqualTo(JobState.STOPPED);
  }

  @Test
  void prune_jobsOfThreeMonthsAgo_areGoneWithTheirRowsOnceTheyEnded() {
    JobRepository repository = business.part(JobRepository.class);
    Job old = accept(Role.OWNER);
    Job recent = accept(Role.OWNER);
    start(LONG_LEASE, new RowsKind(rows));
    endedDaysAgo(awaitState(old, JobState.DONE), 91);
    endedDaysAgo(awaitState(recent, JobState.DONE), 89);

    repository.prune();

    assertThat(repository.find(old.id())).isEmpty();
    assertThat(rows.after(old.id(), 0, TOTAL)).isEmpty();
    assertThat(rows.after(find(recent).id(), 0, TOTAL)).hasSize(TOTAL);
  }

  private static void endedDaysAgo(Job job, int days) {
    business
        .sql(DatabaseRole.CONSOLE)
        .sql("update job set ended_at = now() - make_interval(days => :days) where id = :id")
        .param("days", days)
        .param("id", job.id())
        .update();
  }

  private void start(Duration lease, JobKind kind) {
    runners.add(Runners.start(business, lease, kind));
  }

  private Job accept(Role role) {
    return accept(UUID.randomUUID(), role, "rows", Facts.NONE);
  }

  private Job accept(UUID id, Role role, String kind, Facts parameters) {
    List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(TOTAL).toList();
    NewJob asked =
        new NewJob(id, kind, Requester.of(Business.staff(role)), "because", parameters, TOTAL);
    return new TransactionTemplate(business.part(PlatformTransactionManager.class))
        .execute(
            _ -> {
              Job accepted = business.part(Jobs.class).accept(asked);
              rows.insert(id, subjects);
              return accepted;
            });
  }

  private Job find(Job job) {
    return business.part(JobRepository.class).find(job.id()).orElseThrow();
  }

  private Job awaitState(Job job, JobState state) {
    await().atMost(20, SECONDS).until(() -> find(job).state() == state);
    return find(job);
  }

  /** Stands for a process that is killed: nothing that catches exceptions sees it. */
  private static final class ThreadDeathOfATest extends Error {
    private static final long serialVersionUID = 1L;
  }
}
