package com.bpmcentr.console.audit;

import com.bpmcentr.console.audit.AuditRepository.Head;
import com.bpmcentr.console.audit.AuditWitness.Seen;
import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.publishing.SignedAudit;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds at a piece of the audit log, and notes how far it has come, unless it
 * contradicts what was noted. What is wrong keeps the log's head from being signed.
 */
@Component
public class AuditWatch {

  private static final Logger log = LoggerFactory.getLogger(AuditWatch.class);

  private final AuditRepository repository;
  private final Optional<AuditWitness> witness;
  private final Optional<SignedAudit> signed;
  private final AuditWalk walk;
  private final RecurringWork work = new RecurringWork("looking at the audit log", this::look);
  private OptionalLong wrong = OptionalLong.empty();

  /** Where there is no state folder nothing is noted, and nothing is signed without publishing. */
  AuditWatch(
      AuditRepository repository,
      ObjectProvider<AuditWitness> witness,
      ObjectProvider<SignedAudit> signed) {
    this.repository = repository;
    this.witness = Optional.ofNullable(witness.getIfAvailable());
    this.signed = Optional.ofNullable(signed.getIfAvailable());
    this.walk = new AuditWalk(repository);
  }

  @Scheduled(fixedDelay = 5_000)
  void tick() {
    work.run();
  }

  /** Looks now; answers which entry is not as it was written or noted. */
  public synchronized OptionalLong look() {
    Optional<Seen> before = witness.flatMap(AuditWitness::seen);
    OptionalLong found =
        before.isPresent() && isContradicted(before.get())
            ? OptionalLong.of(before.get().last().seq())
            : walk.step(before.map(Seen::begun).orElse(Head.NONE));
    if (found.isPresent() && !found.equals(wrong)) {
      log.error(
          "the audit log does not have entry {} as it was written any more: it was set back or"
              + " changed",
          found.getAsLong());
    }
    wrong = found;
    signed.ifPresent(audit -> audit.found(found));
    if (found.isEmpty()) {
      witness.ifPresent(file -> keep(file, before, before.map(Seen::begun).orElse(Head.NONE)));
    }
    return found;
  }

  /** After a recovery, which has taken the log as it is in the operator's name. */
  public void beginAnew() {
    witness.ifPresent(file -> keep(file, Optional.empty(), repository.end().head()));
  }

  /** Whether the log has lost what was noted of it, or has another entry there. */
  boolean isContradicted() {
    return witness.flatMap(AuditWitness::seen).filter(this::isContradicted).isPresent();
  }

  private boolean isContradicted(Seen before) {
    Head last = before.last();
    return last.seq() > 0 && !repository.hashOf(last.seq()).equals(Optional.of(last.hash()));
  }

  private void keep(AuditWitness file, Optional<Seen> before, Head begun) {
    Seen now = new Seen(repository.end().head(), begun);
    if (!before.equals(Optional.of(now))) {
      file.keep(now);
    }
  }
}
