package com.bpmcentr.console.job;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.publishing.Publisher;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.PlatformTransactionManager;

/** Runners of jobs for tests; each is what one console has. */
public final class Runners {

  /** A lease that has run out as soon as it is given: only the row's lock keeps a job then. */
  public static final Duration NO_LEASE = Duration.ZERO;

  public static final Duration LONG_LEASE = Duration.ofHours(1);

  private Runners() {}

  /** A runner that begins at once, to be stopped by closing. */
  public static AutoCloseable start(Business business, Duration lease, JobKind... kinds) {
    JobRunner runner =
        new JobRunner(
            business.part(JobRepository.class),
            business.part(JobBell.class),
            List.of(kinds),
            business.part(Requesters.class),
            business.part(Publisher.class),
            business.part(AuditLog.class),
            business.part(PlatformTransactionManager.class),
            lease);
    runner.start();
    return runner::stop;
  }
}
