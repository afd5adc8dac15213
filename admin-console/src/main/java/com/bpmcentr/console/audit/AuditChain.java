package com.bpmcentr.console.audit;

import com.bpmcentr.console.audit.AuditRepository.Link;
import com.bpmcentr.console.audit.AuditVerification.Broken;
import com.bpmcentr.console.audit.AuditVerification.Contradicted;
import com.bpmcentr.console.audit.AuditVerification.Intact;
import com.bpmcentr.console.publishing.SignedCheckpoints;
import com.bpmcentr.license.Hash;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Follows the chain of the audit log from its first row to its head. */
@Component
class AuditChain {

  private static final int ROWS_AT_ONCE = 1_000;

  private final AuditRepository repository;
  private final AuditWatch watch;
  private final Supplier<Optional<Hash>> lastSigned;

  @Autowired
  AuditChain(
      AuditRepository repository, AuditWatch watch, ObjectProvider<SignedCheckpoints> checkpoints) {
    this(
        repository,
        watch,
        () ->
            Optional.ofNullable(checkpoints.getIfAvailable())
                .flatMap(SignedCheckpoints::auditHead));
  }

  /**
   * A chain to follow.
   *
   * @param lastSigned the value that was signed with the newest checkpoint
   */
  AuditChain(AuditRepository repository, AuditWatch watch, Supplier<Optional<Hash>> lastSigned) {
    this.repository = repository;
    this.watch = watch;
    this.lastSigned = lastSigned;
  }

  /**
   * Recomputes every value. Entries written while it runs are followed as far as the head that it
   * saw first. What holds in itself must also have in it what was signed with the newest
   * checkpoint, and what this console has noted outside the database.
   */
  AuditVerification verify() {
    // Before the head, which it may not be ahead of.
    Optional<Hash> signed = lastSigned.get();
    AuditRepository.End end = repository.end();
    AuditRepository.Head head = end.head();
    AuditRepository.Head at = AuditRepository.Head.NONE;
    boolean attested = signed.isEmpty() || signed.get().equals(at.hash());
    while (at.seq() < head.seq()) {
      List<Link> links = repository.after(at.seq(), ROWS_AT_ONCE);
      if (links.isEmpty()) {
        return new Broken(at.seq() + 1);
      }
      for (Link link : links) {
        if (!link.follows(at)) {
          return new Broken(at.seq() + 1);
        }
        at = link.head();
        attested |= signed.isPresent() && signed.get().equals(at.hash());
        if (at.seq() == head.seq()) {
          break;
        }
      }
    }
    if (!at.equals(head)) {
      return new Broken(at.seq());
    }
    // A head that was set back would make what follows it look as if it were not there.
    if (end.last() != head.seq()) {
      return new Broken(head.seq() + 1);
    }
    return attested && !watch.isContradicted() ? new Intact(at.seq()) : new Contradicted(at.seq());
  }
}
