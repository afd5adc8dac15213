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
    long seq = 0;
    Hash hash = Hash.ZERO;
    boolean attested = signed.isEmpty() || signed.get().equals(hash);
    while (seq < head.seq()) {
      List<Link> links = repository.after(seq, ROWS_AT_ONCE);
      if (links.isEmpty()) {
        return new Broken(seq + 1);
      }
      for (Link link : links) {
        Hash next = link.entry().hash(hash);
        boolean follows =
            link.entry().seq() == seq + 1
                && link.previousHash().equals(hash)
                && link.hash().equals(next);
        if (!follows) {
          return new Broken(seq + 1);
        }
        seq++;
        hash = next;
        attested |= signed.isPresent() && signed.get().equals(hash);
        if (seq == head.seq()) {
          break;
        }
      }
    }
    if (!hash.equals(head.hash())) {
      return new Broken(seq);
    }
    // A head that was set back would make what follows it look as if it were not there.
    if (end.last() != head.seq()) {
      return new Broken(head.seq() + 1);
    }
    return attested && !watch.isContradicted() ? new Intact(seq) : new Contradicted(seq);
  }
}
