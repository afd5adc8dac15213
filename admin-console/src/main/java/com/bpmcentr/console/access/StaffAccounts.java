package com.bpmcentr.console.access;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** Who works here. There is always an owner left who can log in. */
@Service
public class StaffAccounts {

  /**
   * A member and the password that was made for them.
   *
   * @param password shown this once
   */
  public record WithPassword(StaffMember member, Secret password) {}

  private static final Attempt LIST = new Attempt("staff.list", "staff", "all", null);

  private final StaffRepository staff;
  private final PasswordHashing hashing;
  private final PasswordGenerator passwords;
  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Clock clock;

  StaffAccounts(
      StaffRepository staff,
      PasswordHashing hashing,
      PasswordGenerator passwords,
      AuditedOperations operations,
      AuditLog audit,
      Clock clock) {
    this.staff = staff;
    this.hashing = hashing;
    this.passwords = passwords;
    this.operations = operations;
    this.audit = audit;
    this.clock = clock;
  }

  public Result<List<StaffMember>> list(Actor actor) {
    return operations.read(actor, READ_STAFF, LIST, () -> Result.done(staff.all()));
  }

  public Result<StaffMember> find(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ_STAFF,
        Attempt.on("staff", id, "read"),
        () -> staff.find(id).map(Result::done).orElseGet(() -> unknown(id)));
  }

  /** With a generated password, for the owner to hand over. */
  public Result<WithPassword> create(
      Actor actor, String email, String name, Role role, Language language) {
    Attempt attempt = new Attempt("staff.create", "staff", "new", null);
    return operations.change(
        actor, MANAGE_STAFF, attempt, () -> create(actor, attempt, email, name, role, language));
  }

  private Result<WithPassword> create(
      Actor actor, Attempt attempt, String email, String name, Role role, Language language) {
    Optional<Refusal.Invalid> wrong =
        FieldRules.email("email", email).or(() -> FieldRules.line("name", name));
    if (wrong.isPresent()) {
      return Result.refused(wrong.get());
    }
    Secret password = passwords.generate();
    Optional<StaffMember> created =
        staff.insert(
            email.toLowerCase(Locale.ROOT),
            name,
            role,
            language,
            hashing.hash(password),
            clock.instant());
    if (created.isEmpty()) {
      return Result.refused(new Refusal.AlreadyExists("email"));
    }
    StaffMember member = created.get();
    audit.record(actor, attempt.made(member.id()), Facts.NONE, facts(member));
    return Result.done(new WithPassword(member, password));
  }

  public Result<StaffMember> changeRole(Actor actor, UUID id, int version, Role role) {
    Attempt attempt = Attempt.on("staff", id, "change_role");
    return change(actor, attempt, id, version, member -> member.withRole(role));
  }

  /** The member's sessions and access tokens are refused from now on. */
  public Result<StaffMember> disable(Actor actor, UUID id, int version) {
    Attempt attempt = Attempt.on("staff", id, "disable");
    return change(actor, attempt, id, version, member -> member.withDisabledAt(clock.instant()));
  }

  public Result<StaffMember> enable(Actor actor, UUID id, int version) {
    Attempt attempt = Attempt.on("staff", id, "enable");
    return change(actor, attempt, id, version, member -> member.withDisabledAt(null));
  }

  /** Ends the member's sessions and lifts a lock. */
  public Result<WithPassword> resetPassword(Actor actor, UUID id) {
    Attempt attempt = Attempt.on("staff", id, "reset_password");
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        () -> {
          Optional<StaffMember> member = staff.findForUpdate(id);
          if (member.isEmpty()) {
            return unknown(id);
          }
          Secret password = passwords.generate();
          StaffMember saved = staff.savePassword(id, hashing.hash(password), clock.instant());
          audit.record(actor, attempt, facts(member.get()), facts(saved));
          return Result.done(new WithPassword(saved, password));
        });
  }

  private Result<StaffMember> change(
      Actor actor, Attempt attempt, UUID id, int version, Function<StaffMember, StaffMember> step) {
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        () -> {
          List<UUID> owners = staff.enabledOwnersForUpdate();
          Optional<StaffMember> found = staff.findForUpdate(id);
          if (found.isEmpty()) {
            return unknown(id);
          }
          StaffMember before = found.get();
          if (before.version() != version) {
            return Result.refused(new Refusal.VersionConflict(version, before.version()));
          }
          StaffMember wanted = step.apply(before);
          if (owners.equals(List.of(id)) && !wanted.isEnabledOwner()) {
            return Result.refused(new Refusal.StateForbids("last owner", attempt.operation()));
          }
          StaffMember saved = staff.save(wanted);
          audit.record(actor, attempt, facts(before), facts(saved));
          return Result.done(saved);
        });
  }

  private static <T> Result<T> unknown(UUID id) {
    return Result.refused(new Refusal.NotFound("staff", id.toString()));
  }

  static Facts facts(StaffMember member) {
    return Facts.NONE
        .with("email", member.email())
        .with("name", member.name())
        .with("role", member.role())
        .with("passwordChangedAt", member.passwordChangedAt())
        .with("disabledAt", member.disabledAt());
  }
}
