package com.bpmcentr.console.job;

import com.bpmcentr.license.FeedPosition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes jobs on. */
@Component
public class Jobs {

  private final JobRepository repository;
  private final JobBell bell;

  Jobs(JobRepository repository, JobBell bell) {
    this.repository = repository;
    this.bell = bell;
  }

  public Optional<Job> find(UUID id) {
    return repository.find(id);
  }

  /** Notes how far in the feed the job's changes go; with the lock of the job's row. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void published(UUID job, FeedPosition position) {
    repository.published(job, position);
  }

  /** Notes what the job had to leave as it is; with the lock of the job's row. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void unmended(UUID job, List<String> subjects) {
    repository.unmended(job, subjects);
  }

  /** Part of the transaction of the request; a console begins as soon as that is committed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Job accept(NewJob job) {
    Job accepted = repository.insert(job);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            bell.ring();
          }
        });
    return accepted;
  }
}
