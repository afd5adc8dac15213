package com.bpmcentr.console.access;

import com.bpmcentr.console.access.GuessRepository.Guess;
import com.bpmcentr.console.access.GuessRepository.Kind;
import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Checks passwords. After five failures an account is locked for fifteen minutes; a wrong password,
 * an unknown e-mail address, a locked and a disabled account all get the same answer after the same
 * work, so that guessing shows nothing.
 */
@Service
public class LoginService {

  static final int MOST_FAILURES = 5;
  static final Duration LOCK = Duration.ofMinutes(15);

  private static final String LOGIN = "login";
  private static final String CONFIRM = "confirm-password";
  private static final Attempt UNKNOWN = Attempt.on("staff", "unknown", LOGIN);
  private static final Refusal UNKNOWN_REFUSED = new Refusal.NotFound("staff", "unknown");
  private static final int LONGEST_EMAIL = 254;
  static final int LONGEST_PASSWORD = 1000;

  private final StaffRepository staff;
  private final GuessRepository guesses;
  private final PasswordHashing hashing;
  private final AuditLog audit;
  private final TransactionOperations transactions;
  private final Clock clock;

  /** Log-ins with unknown addresses since they were last written down. */
  private final AtomicLong unknown = new AtomicLong();

  LoginService(
      StaffRepository staff,
      GuessRepository guesses,
      PasswordHashing hashing,
      AuditLog audit,
      TransactionOperations transactions,
      Clock clock) {
    this.staff = staff;
    this.guesses = guesses;
    this.hashing = hashing;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Empty when the log-in is refused; why, only the audit log says.
   *
   * @throws RejectedExecutionException when too many others wait: nothing was looked at or counted
   */
  public Optional<StaffPrincipal> logIn(String email, String password, @Nullable String address) {
    Optional<StaffMember> member = find(email);
    if (member.isEmpty() || password.length() > LONGEST_PASSWORD) {
      hashing.matchNobody("");
      refuseUnknown(address);
      return Optional.empty();
    }
    return check(member.get(), password, address);
  }

  /** Records that the member has ended the session, wherever that was begun. */
  public void loggedOut(StaffPrincipal principal, @Nullable String address) {
    transactions.executeWithoutResult(
        _ ->
            staff
                .find(principal.staffId())
                .ifPresent(
                    member ->
                        audit.record(
                            member.actor(Origin.SCREEN, address),
                            Attempt.on("staff", member.id(), "logout"),
                            Facts.NONE,
                            Facts.NONE)));
  }

  /** Writes down how many log-ins with unknown addresses there were beside those that are. */
  @Scheduled(fixedDelay = 60_000)
  void tellUnknown() {
    long times = unknown.getAndSet(0) - 1;
    if (times > 0) {
      transactions.executeWithoutResult(
          _ ->
              audit.recordAll(
                  nobody(null),
                  List.of(
                      new AuditLog.Change(
                          UNKNOWN, UNKNOWN_REFUSED, Facts.NONE, Facts.NONE.with("times", times)))));
    }
  }

  /** What came of asking for a password again. */
  public enum Confirmation {
    RIGHT,
    WRONG,
    /** After too many wrong ones even the right one is not looked at; a new log-in ends that. */
    LOCKED
  }

  /**
   * Whether this is the password of the one who acts: asked again before what only they may do.
   * Limited and recorded as a log-in is, so that a session is no place to guess either; but counted
   * apart from log-ins, which anybody can fail at.
   */
  public Confirmation confirm(Actor actor, String password) {
    UUID id = actor.staffId();
    Optional<StaffMember> member =
        id == null || password.length() > LONGEST_PASSWORD ? Optional.empty() : staff.find(id);
    return member.map(found -> confirm(actor, found, password)).orElse(Confirmation.WRONG);
  }

  private Confirmation confirm(Actor actor, StaffMember member, String password) {
    Optional<Guess> guess = count(Kind.CONFIRMATION, member, clock.instant());
    if (guess.isEmpty()) {
      refuse(actor, member, "locked", CONFIRM);
      return Confirmation.LOCKED;
    }
    if (!isRight(guess.get(), hash -> hashing.confirms(password, hash))) {
      refuse(actor, member, "wrong password", CONFIRM);
      return Confirmation.WRONG;
    }
    transactions.executeWithoutResult(
        _ -> {
          guesses.clear(Kind.CONFIRMATION, member.id());
          audit.record(actor, Attempt.on("staff", member.id(), CONFIRM), Facts.NONE, Facts.NONE);
        });
    return Confirmation.RIGHT;
  }

  private Optional<StaffPrincipal> check(
      StaffMember member, String password, @Nullable String address) {
    Instant now = clock.instant();
    Actor actor = member.actor(Origin.SCREEN, address);
    Optional<Guess> guess = count(Kind.LOGIN, member, now);
    if (guess.isEmpty()) {
      hashing.matchNobody(password);
      refuse(actor, member, member.enabled() ? "locked" : "disabled", LOGIN);
      return Optional.empty();
    }
    if (!isRight(guess.get(), hash -> hashing.matches(password, hash))) {
      refuse(actor, member, "wrong password", LOGIN);
      if (guess.get().locks()) {
        recordLock(member, now, address);
      }
      return Optional.empty();
    }
    transactions.executeWithoutResult(
        _ -> {
          guesses.clear(Kind.LOGIN, member.id());
          guesses.clear(Kind.CONFIRMATION, member.id());
          staff.noteLogin(member.id(), now);
          audit.record(actor, Attempt.on("staff", member.id(), LOGIN), Facts.NONE, Facts.NONE);
        });
    return Optional.of(member.principal(now));
  }

  private Optional<Guess> count(Kind kind, StaffMember member, Instant now) {
    return guesses.count(kind, member.id(), now, MOST_FAILURES, LOCK);
  }

  /** Where too many others wait, nobody looks, and the guess has not been one. */
  private boolean isRight(Guess guess, Predicate<String> hash) {
    try {
      return hash.test(guess.passwordHash());
    } catch (RejectedExecutionException unheard) {
      guesses.uncount(guess);
      throw unheard;
    }
  }

  private Optional<StaffMember> find(String email) {
    String normal = email.strip().toLowerCase(Locale.ROOT);
    return normal.length() <= LONGEST_EMAIL && normal.chars().allMatch(LoginService::isPrintable)
        ? staff.findByEmail(normal)
        : Optional.empty();
  }

  private static boolean isPrintable(int character) {
    return character > ' ' && character < 0x7F;
  }

  private void refuse(Actor actor, StaffMember member, String why, String verb) {
    audit.refused(
        actor, Attempt.on("staff", member.id(), verb), new Refusal.StateForbids(why, verb));
  }

  /**
   * Without the address that was typed: people type passwords into the wrong field. The first of a
   * minute is written down by itself, the others together: the log is never pruned, and anybody
   * could fill it.
   */
  private void refuseUnknown(@Nullable String address) {
    if (unknown.getAndIncrement() == 0) {
      audit.refused(nobody(address), UNKNOWN, UNKNOWN_REFUSED);
    }
  }

  private void recordLock(StaffMember member, Instant now, @Nullable String address) {
    transactions.executeWithoutResult(
        _ ->
            audit.record(
                nobody(address),
                Attempt.on("staff", member.id(), "lock"),
                Facts.NONE,
                Facts.NONE.with("lockedUntil", now.plus(LOCK))));
  }

  /** Whoever it is has shown no right to anything; the log wants some role. */
  private static Actor nobody(@Nullable String address) {
    return new Actor(null, "login", Role.AUDITOR, Origin.SYSTEM, address);
  }
}
