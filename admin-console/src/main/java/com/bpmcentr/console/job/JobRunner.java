package com.bpmcentr.console.job;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Rounds;
import com.bpmcentr.console.publishing.PassingFailure;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the jobs that were accepted, of each kind one at a time, block by block. A block is one
 * transaction that also says how far the job has come, so nothing is done twice: not after a crash,
 * and not by two consoles. Between blocks the lease keeps a job with its console; a console that is
 * gone loses it to any other.
 */
@Component
class JobRunner extends Rounds {

  static final String CONSOLE_FAILED = "job.error.console-failed";
  static final String REQUESTER_DISABLED = "job.error.requester-disabled";
  static final String REQUESTER_FORBIDDEN = "job.error.requester-forbidden";

  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  /** Long enough for any pause between blocks, and as long as a crashed console's job waits. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  /** How often to look for what another console has accepted or left behind. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

  private final JobRepository jobs;
  private final JobBell bell;
  private final Map<String, JobKind> kinds;
  private final Requesters requesters;
  private final Publisher feed;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Duration lease;
  private final UUID self = UUID.randomUUID();
  private final RecurringWork looking = new RecurringWork("looking for jobs", this::takeUp);

  /** The kinds that are being worked on, each with the thread that does. */
  private final Map<String, Thread> busy = new ConcurrentHashMap<>();

  @Autowired
  JobRunner(
      JobRepository jobs,
      JobBell bell,
      List<JobKind> kinds,
      Requesters requesters,
      Publisher feed,
      AuditLog audit,
      PlatformTransactionManager transactions) {
    this(jobs, bell, kinds, requesters, feed, audit, transactions, LEASE);
  }

  JobRunner(
      JobRepository jobs,
      JobBell bell,
      List<JobKind> kinds,
      Requesters requesters,
      Publisher feed,
      AuditLog audit,
      PlatformTransactionManager transactions,
      Duration lease) {
    super(Thread.ofVirtual().name("job-watch"), LONGEST_WAIT);
    this.jobs = jobs;
    this.bell = bell;
    this.kinds = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    this.requesters = requesters;
    this.feed = feed;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
    this.lease = lease;
  }

  /** For the blocks in hand too. */
  @Override
  public void stop() {
    super.stop();
    busy.values().forEach(worker -> join(worker, LONGEST_STOP));
  }

  @Override
  protected void round() throws InterruptedException {
    looking.run();
    bell.await(LONGEST_WAIT);
  }

  @Override
  protected void wake() {
    bell.ring();
  }

  private void takeUp() {
    Optional<Job> claimed = Optional.empty();
    do {
      Set<String> idle = new HashSet<>(kinds.keySet());
      idle.removeAll(busy.keySet());
      claimed = idle.isEmpty() ? Optional.empty() : jobs.claim(idle, self, lease);
      claimed.ifPresent(this::begin);
    } while (isRunning() && claimed.isPresent());
  }

  /** On a thread of the system's: signing would keep virtual threads' carriers from requests. */
  private void begin(Job job) {
    Thread worker =
        Thread.ofPlatform().daemon().name("job-" + job.kind()).unstarted(() -> finish(job));
    busy.put(job.kind(), worker);
    worker.start();
  }

  private void finish(Job job) {
    try {
      work(job);
    } finally {
      busy.remove(job.kind());
      bell.ring();
    }
  }

  /** Does block after block until the job has ended, is someone else's, or the console stops. */
  void work(Job job) {
    try {
      boolean more = true;
      while (isRunning() && more) {
        more = doBlock(job);
      }
      if (more) {
        jobs.release(job.id(), self, Duration.ZERO);
      }
    } catch (RuntimeException e) {
      if (PassingFailure.is(e)) {
        log.warn("Job {} pauses: {}", job.id(), e.toString());
        letGo(() -> jobs.release(job.id(), self, LONGEST_WAIT));
      } else {
        log.error("Job {} failed", job.id(), e);
        letGo(() -> jobs.fail(job.id(), self, CONSOLE_FAILED));
      }
    }
  }

  /** False when there is nothing more to do here. */
  private boolean doBlock(Job job) {
    feed.requireOpen();
    JobKind kind = kind(job);
    Optional<Actor> actor = requesters.actor(job.requester(), job.createdAt());
    if (actor.isEmpty()) {
      jobs.fail(job.id(), self, REQUESTER_DISABLED);
      audit.refused(
          Actor.system("jobs"),
          Attempt.on("job", job.id(), "run").because(job.reason()),
          new Refusal.StateForbids("requester-disabled", "run"));
      return false;
    }
    for (Permission permission : kind.permissions(job)) {
      if (!actor.get().may(permission)) {
        jobs.fail(job.id(), self, REQUESTER_FORBIDDEN);
        audit.refused(
            actor.get(),
            Attempt.on("job", job.id(), "run").because(job.reason()),
            new Refusal.Forbidden(permission));
        return false;
      }
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> doBlock(kind, job.id(), actor.get())));
  }

  private boolean doBlock(JobKind kind, UUID id, Actor actor) {
    Optional<Job> job = jobs.lock(id, self);
    if (job.isEmpty()) {
      return false;
    }
    Block block = kind.next(job.get(), actor);
    jobs.advance(id, block, lease);
    block.ending().run();
    return !block.last();
  }

  private JobKind kind(Job job) {
    JobKind kind = kinds.get(job.kind());
    if (kind == null) {
      throw new IllegalStateException("claimed a job of another kind: " + job.kind());
    }
    return kind;
  }

  /** Where even that fails the lease runs out, and some console takes the job up again. */
  private void letGo(Runnable release) {
    try {
      release.run();
    } catch (RuntimeException e) {
      log.warn("A job could not be let go: {}", e.toString());
    }
  }
}
