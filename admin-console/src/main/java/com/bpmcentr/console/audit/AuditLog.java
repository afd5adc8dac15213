package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the audit log. What was done is recorded in the transaction that does it: both are
 * committed or neither. In the order of locks it comes after the customer and before the feed.
 */
@Service
public class AuditLog {

  private static final int LONGEST_TEXT = 500;
  private static final int REPLACEMENT = 0xFFFD;

  private final AuditRepository repository;
  private final Clock clock;

  public AuditLog(AuditRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor actor, Attempt attempt, Facts before, Facts after) {
    append(actor, attempt, Outcome.DONE, null, before, after);
  }

  /** Records what one operation did to many things, or was refused with some, in their order. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void recordAll(Actor actor, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    AuditRepository.Head head = repository.lockHead();
    List<AuditEntry> entries = new ArrayList<>(changes.size());
    for (Change change : changes) {
      entries.add(
          entry(
              head.seq() + entries.size() + 1,
              now,
              actor,
              change.attempt(),
              change.refusal() == null ? Outcome.DONE : Outcome.REFUSED,
              change.refusal() == null ? null : RecordedRefusal.text(change.refusal()),
              change.before(),
              change.after()));
    }
    repository.append(entries, head.hash());
  }

  /**
   * What was done to one thing, and what it looked like before and after.
   *
   * @param refusal why nothing was done to this one; absent when it was
   */
  public record Change(Attempt attempt, @Nullable Refusal refusal, Facts before, Facts after) {

    public Change(Attempt attempt, Facts before, Facts after) {
      this(attempt, null, before, after);
    }

    public static Change refused(Attempt attempt, Refusal refusal) {
      return new Change(attempt, refusal, Facts.NONE, Facts.NONE);
    }
  }

  /** In a transaction of its own, because the refused one is rolled back. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void refused(Actor actor, Attempt attempt, Refusal refusal) {
    append(actor, attempt, Outcome.REFUSED, RecordedRefusal.text(refusal), Facts.NONE, Facts.NONE);
  }

  private void append(
      Actor actor,
      Attempt attempt,
      Outcome outcome,
      @Nullable String refusal,
      Facts before,
      Facts after) {
    AuditRepository.Head head = repository.lockHead();
    Instant now = clock.instant();
    AuditEntry entry = entry(head.seq() + 1, now, actor, attempt, outcome, refusal, before, after);
    repository.append(List.of(entry), head.hash());
  }

  private static AuditEntry entry(
      long seq,
      Instant now,
      Actor actor,
      Attempt attempt,
      Outcome outcome,
      @Nullable String refusal,
      Facts before,
      Facts after) {
    return new AuditEntry(
        seq,
        now,
        actor.staffId(),
        storable(actor.name()),
        actor.role().name().toLowerCase(Locale.ROOT),
        actor.origin().name().toLowerCase(Locale.ROOT),
        optional(actor.address()),
        actor.token() == null ? null : actor.token().prefix(),
        attempt.operation(),
        attempt.targetType(),
        storable(attempt.targetId()),
        outcome,
        refusal,
        optional(attempt.reason()),
        before,
        after);
  }

  private static @Nullable String optional(@Nullable String text) {
    return text == null ? null : storable(text);
  }

  /** A refused attempt may carry any text at all; what cannot be stored or read is replaced. */
  private static String storable(String text) {
    return text.codePoints()
        .limit(LONGEST_TEXT)
        .map(c -> isStorable(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isStorable(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL && type != Character.SURROGATE;
  }
}
