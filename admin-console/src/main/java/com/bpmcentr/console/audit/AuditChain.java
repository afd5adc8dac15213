package com.bpmcentr.console.audit;

import com.bpmcentr.console.audit.AuditRepository.Link;
import com.bpmcentr.console.audit.AuditVerification.Broken;
import com.bpmcentr.console.audit.AuditVerification.Intact;
import com.bpmcentr.license.Hash;
import java.util.List;
import org.springframework.stereotype.Component;

/** Follows the chain of the audit log from its first row to its head. */
@Component
class AuditChain {

  private static final int ROWS_AT_ONCE = 1_000;

  private final AuditRepository repository;

  AuditChain(AuditRepository repository) {
    this.repository = repository;
  }

  /**
   * Recomputes every value. Entries written while it runs are followed as far as the head that it
   * saw first.
   */
  AuditVerification verify() {
    AuditRepository.Head head = repository.head();
    long seq = 0;
    Hash hash = Hash.ZERO;
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
        if (seq == head.seq()) {
          break;
        }
      }
    }
    return hash.equals(head.hash()) ? new Intact(seq) : new Broken(seq);
  }
}
