package com.bpmcentr.console.access;

import static com.bpmcentr.console.staff.Permission.OWN_ACCOUNT;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** What every member may do with their own account, whatever their role. */
@Service
public class OwnAccount {

  static final int SHORTEST_PASSWORD = 12;
  static final int LONGEST_NEW_PASSWORD = 200;

  private static final String TYPE = StaffAccounts.TYPE;
  private static final Refusal WRONG_PASSWORD =
      new Refusal.Invalid("currentPassword", InvalidKey.PASSWORD_WRONG);

  private final StaffRepository staff;
  private final LoginService logins;
  private final PasswordHashing hashing;
  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Clock clock;

  OwnAccount(
      StaffRepository staff,
      LoginService logins,
      PasswordHashing hashing,
      AuditedOperations operations,
      AuditLog audit,
      Clock clock) {
    this.staff = staff;
    this.logins = logins;
    this.hashing = hashing;
    this.operations = operations;
    this.audit = audit;
    this.clock = clock;
  }

  public Result<StaffMember> get(Actor actor) {
    return operations.read(
        actor,
        OWN_ACCOUNT,
        attempt(actor, "get-own"),
        () -> own(actor).flatMap(staff::find).map(Result::done).orElseGet(() -> nobody(actor)));
  }

  /** The language and colours of screens on devices where nothing else was chosen. */
  public Result<StaffMember> edit(Actor actor, int version, Language language, Theme theme) {
    Attempt attempt = attempt(actor, "edit-own");
    return change(
        actor,
        attempt,
        before ->
            Result.unless(
                VersionConflict.between(version, before.version()),
                () -> {
                  StaffMember wanted = before.withTaste(language, theme);
                  return Result.done(wanted.equals(before) ? before : staff.save(wanted));
                }));
  }

  /**
   * Ends the member's sessions, also the one it is done in.
   *
   * @param present five wrong ones in a row lock this for a while, as at the log-in
   */
  public Result<StaffMember> changePassword(Actor actor, Secret present, Secret wanted) {
    Attempt attempt = attempt(actor, "change-password");
    // Counted outside the frame's transaction, which a refusal rolls back.
    Optional<StaffMember> looked = own(actor).flatMap(staff::find);
    Optional<Refusal> obstacle = looked.flatMap(member -> obstacle(actor, member, present, wanted));
    // So is hashing, which takes a while and would hold the row.
    String hash = obstacle.isPresent() ? "" : hashing.hash(wanted);
    return change(
        actor,
        attempt,
        before ->
            Result.unless(
                obstacle.or(() -> looked.flatMap(member -> changedSince(member, before))),
                () -> Result.done(staff.savePassword(before.id(), hash, clock.instant()))));
  }

  /** While the new one was hashed an owner may have reset it: that one holds then. */
  private static Optional<Refusal> changedSince(StaffMember looked, StaffMember now) {
    return looked.passwordChangedAt().equals(now.passwordChangedAt())
        ? Optional.empty()
        : Optional.of(WRONG_PASSWORD);
  }

  private Optional<Refusal> obstacle(
      Actor actor, StaffMember member, Secret present, Secret wanted) {
    Optional<Refusal> unfit = unfit(member, present.reveal(), wanted.reveal());
    if (unfit.isPresent()) {
      return unfit;
    }
    return switch (logins.confirm(actor, present.reveal())) {
      case RIGHT -> Optional.empty();
      case WRONG -> Optional.of(WRONG_PASSWORD);
      case LOCKED -> Optional.of(new Refusal.StateForbids("locked", "change-password"));
    };
  }

  private static Optional<Refusal> unfit(StaffMember member, String present, String wanted) {
    int length = wanted.codePointCount(0, wanted.length());
    if (length < SHORTEST_PASSWORD) {
      return invalid(InvalidKey.TOO_SHORT, List.of(SHORTEST_PASSWORD));
    }
    if (length > LONGEST_NEW_PASSWORD) {
      return invalid(InvalidKey.TOO_LONG, List.of(LONGEST_NEW_PASSWORD));
    }
    if (present.length() > LoginService.LONGEST_PASSWORD) {
      return Optional.of(WRONG_PASSWORD);
    }
    return wanted.equals(present) || wanted.equalsIgnoreCase(member.email())
        ? invalid(InvalidKey.PASSWORD_KNOWN, List.of())
        : Optional.empty();
  }

  private static Optional<Refusal> invalid(String messageKey, List<Object> arguments) {
    return Optional.of(new Refusal.Invalid("newPassword", messageKey, arguments));
  }

  private Result<StaffMember> change(
      Actor actor, Attempt attempt, Function<StaffMember, Result<StaffMember>> step) {
    return operations.change(
        actor,
        OWN_ACCOUNT,
        attempt,
        () -> {
          Optional<StaffMember> found = own(actor).flatMap(staff::findForUpdate);
          if (found.isEmpty()) {
            return nobody(actor);
          }
          StaffMember before = found.get();
          Result<StaffMember> result = step.apply(before);
          if (result instanceof Result.Done<StaffMember>(StaffMember after, var _)
              && !after.equals(before)) {
            audit.record(actor, attempt, StaffAccounts.facts(before), StaffAccounts.facts(after));
          }
          return result;
        });
  }

  private static Optional<UUID> own(Actor actor) {
    return Optional.ofNullable(actor.staffId());
  }

  private static Attempt attempt(Actor actor, String verb) {
    return Attempt.on(TYPE, own(actor).map(UUID::toString).orElse("none"), verb);
  }

  private static <T> Result<T> nobody(Actor actor) {
    return Result.notFound(TYPE, actor.name());
  }
}
