package com.bpmcentr.console.audit;

import com.bpmcentr.console.audit.AuditRepository.Head;
import com.bpmcentr.console.audit.AuditRepository.Link;
import java.util.List;
import java.util.OptionalLong;

/**
 * Follows the audit log's chain over and over, a piece at a time, so that an entry which somebody
 * changed is found though nobody asks. At one that is wrong it stays until that is right again.
 */
final class AuditWalk {

  static final int ROWS_AT_ONCE = 500;

  private final AuditRepository repository;
  private Head from = Head.NONE;
  private Head at = from;

  AuditWalk(AuditRepository repository) {
    this.repository = repository;
  }

  /** Follows the next piece, from there on where it has not come so far; answers what is wrong. */
  OptionalLong step(Head begin) {
    if (!begin.equals(from)) {
      from = begin;
      at = begin;
    }
    List<Link> links = repository.after(at.seq(), ROWS_AT_ONCE);
    for (Link link : links) {
      if (!link.follows(at)) {
        return OptionalLong.of(at.seq() + 1);
      }
      at = link.head();
    }
    if (links.size() < ROWS_AT_ONCE) {
      at = from;
    }
    return OptionalLong.empty();
  }
}
