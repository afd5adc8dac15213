package com.bpmcentr.console.audit;

import com.bpmcentr.console.audit.AuditWitness.Seen;
import com.bpmcentr.console.operation.RecurringWork;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notes every few seconds how far the audit log has come, unless it contradicts what was noted. */
@Component
public class AuditWatch {

  private static final Logger log = LoggerFactory.getLogger(AuditWatch.class);

  private final AuditRepository repository;
  private final Optional<AuditWitness> witness;
  private final RecurringWork work = new RecurringWork("noting the audit log's head", this::look);
  private boolean contradicted;

  /** Where there is no state folder nothing is noted. */
  AuditWatch(AuditRepository repository, ObjectProvider<AuditWitness> witness) {
    this.repository = repository;
    this.witness = Optional.ofNullable(witness.getIfAvailable());
  }

  @Scheduled(fixedDelay = 5_000)
  void tick() {
    work.run();
  }

  void look() {
    witness.ifPresent(this::look);
  }

  private synchronized void look(AuditWitness file) {
    Optional<Seen> before = file.seen();
    if (before.isPresent() && isContradicted(before.get())) {
      if (!contradicted) {
        log.error(
            "the audit log has no entry {} any more: it was set back or changed", before.get());
      }
      contradicted = true;
      return;
    }
    contradicted = false;
    keep(file, before);
  }

  /** After a recovery, which has set the log back in the operator's name. */
  public void beginAnew() {
    witness.ifPresent(file -> keep(file, Optional.empty()));
  }

  /** Whether the log has lost what was noted of it, or has another entry there. */
  boolean isContradicted() {
    return witness.flatMap(AuditWitness::seen).filter(this::isContradicted).isPresent();
  }

  private boolean isContradicted(Seen before) {
    return before.seq() > 0 && !repository.hashOf(before.seq()).equals(Optional.of(before.hash()));
  }

  private void keep(AuditWitness file, Optional<Seen> before) {
    AuditRepository.Head head = repository.end().head();
    Seen now = new Seen(head.seq(), head.hash());
    if (!before.equals(Optional.of(now))) {
      file.keep(now);
    }
  }
}
