package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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

  /** In a transaction of its own, because the refused one is rolled back. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void refused(Actor actor, Attempt attempt, Refusal refusal) {
    append(actor, attempt, Outcome.REFUSED, text(refusal), Facts.NONE, Facts.NONE);
  }

  private void append(
      Actor actor,
      Attempt attempt,
      Outcome outcome,
      @Nullable String refusal,
      Facts before,
      Facts after) {
    AuditRepository.Head head = repository.lockHead();
    repository.append(
        new AuditEntry(
            head.seq() + 1,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            actor.staffId(),
            storable(actor.name()),
            actor.role().name().toLowerCase(Locale.ROOT),
            actor.origin().name().toLowerCase(Locale.ROOT),
            optional(actor.address()),
            attempt.operation(),
            attempt.targetType(),
            storable(attempt.targetId()),
            outcome,
            refusal,
            optional(attempt.reason()),
            before,
            after),
        head.hash());
  }

  private static String text(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound _ -> "not found";
      case Refusal.Forbidden forbidden -> "forbidden: " + forbidden.permission();
      case Refusal.VersionConflict conflict ->
          "version " + conflict.given() + " given, " + conflict.current() + " present";
      case Refusal.StateForbids state -> state.action() + " while " + state.status();
      case Refusal.Invalid invalid -> invalid.messageKey() + ": " + invalid.field();
      case Refusal.LimitReached limit -> "limit " + limit.limit() + ": " + limit.allowed();
      case Refusal.AlreadyExists exists -> "already exists: " + exists.field();
    };
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
