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
    AuditRepository.End end = repository.end();
    AuditRepository.Head head = end.head();
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
    if (!hash.equals(head.hash())) {
      return new Broken(seq);
    }
    // A head that was set back would make what follows it look as if it were not there.
    return end.last() == head.seq() ? new Intact(seq) : new Broken(head.seq() + 1);
  }
}
