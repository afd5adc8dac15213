package com.bpmcentr.console.access;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who works here. There is always an owner left who can log in. */
@Service
public class StaffAccounts {

  static final String TYPE = "staff";

  /**
   * A member and the password that was made for them.
   *
   * @param password shown this once
   */
  public record WithPassword(StaffMember member, Secret password) {}

  private static final Attempt LIST = Attempt.on(TYPE, "all", "list");

  public static final ListFields FIELDS = StaffQuery.MEMBERS.fields();

  private final StaffRepository staff;
  private final GuessRepository guesses;
  private final StaffQuery query;
  private final AccessTokenRepository tokens;
  private final PasswordHashing hashing;
  private final PasswordGenerator passwords;
  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Clock clock;

  StaffAccounts(
      StaffRepository staff,
      GuessRepository guesses,
      StaffQuery query,
      AccessTokenRepository tokens,
      PasswordHashing hashing,
      PasswordGenerator passwords,
      AuditedOperations operations,
      AuditLog audit,
      Clock clock) {
    this.staff = staff;
    this.guesses = guesses;
    this.query = query;
    this.tokens = tokens;
    this.hashing = hashing;
    this.passwords = passwords;
    this.operations = operations;
    this.audit = audit;
    this.clock = clock;
  }

  /** By {@link #FIELDS}. */
  public Result<Page<StaffMember>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ_STAFF, LIST, () -> query.list(asked));
  }

  public Result<StaffMember> get(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ_STAFF,
        Attempt.on(TYPE, id, "get"),
        () -> Result.found(staff.find(id), TYPE, id));
  }

  /** With a generated password, for the owner to hand over. */
  public Result<WithPassword> create(Actor actor, String email, StaffDetails details) {
    Attempt attempt = Attempt.on(TYPE, "new", "create");
    NewPassword password = newPassword(actor);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        FieldRules.email("email", email).or(details::problem),
        () -> create(actor, attempt, email, details, password));
  }

  /** Made before the transaction, whose locks others would wait for as long as hashing takes. */
  private record NewPassword(Secret password, String hash) {}

  private NewPassword newPassword(Actor actor) {
    Secret password = passwords.generate();
    return new NewPassword(password, actor.may(MANAGE_STAFF) ? hashing.hash(password) : "");
  }

  private Result<WithPassword> create(
      Actor actor, Attempt attempt, String email, StaffDetails details, NewPassword password) {
    Optional<StaffMember> created =
        staff.insert(email.toLowerCase(Locale.ROOT), details, password.hash(), clock.instant());
    if (created.isEmpty()) {
      return Result.refused(new Refusal.AlreadyExists("email"));
    }
    StaffMember member = created.get();
    audit.record(actor, attempt.made(member.id()), Facts.NONE, facts(member));
    return Result.done(new WithPassword(member, password.password()));
  }

  /** A new role counts from the member's next call, on screens and of tokens. */
  public Result<StaffMember> edit(Actor actor, UUID id, int version, StaffDetails details) {
    Attempt attempt = Attempt.on(TYPE, id, "edit");
    return change(actor, attempt, id, version, details.problem(), before -> before.with(details));
  }

  /** Ends the member's sessions and revokes their access tokens; enabling brings neither back. */
  public Result<StaffMember> disable(
      Actor actor, UUID id, @Nullable Integer version, String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "disable").because(reason);
    return change(
        actor,
        attempt,
        id,
        version,
        FieldRules.reason("reason", reason),
        before -> before.enabled() ? before.disabled(clock.instant()) : before);
  }

  public Result<StaffMember> enable(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "enable").because(reason);
    return change(
        actor,
        attempt,
        id,
        version,
        FieldRules.optionalReason("reason", reason),
        StaffMember::enabledAgain);
  }

  /** Lets the member try passwords again before the lock's time is over. */
  public Result<StaffMember> unlock(Actor actor, UUID id) {
    Attempt attempt = Attempt.on(TYPE, id, "unlock");
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        () -> {
          Optional<StaffMember> member = staff.findForUpdate(id);
          if (member.isEmpty()) {
            return Result.notFound(TYPE, id);
          }
          if (!member.get().lockedAt(clock.instant())) {
            return Result.refused(new Refusal.StateForbids("unlocked", "unlock"));
          }
          guesses.clear(GuessRepository.Kind.LOGIN, id);
          StaffMember unlocked = staff.find(id).orElseThrow();
          audit.record(actor, attempt, facts(member.get()), facts(unlocked));
          return Result.done(unlocked);
        });
  }

  /**
   * Ends the member's sessions and lifts a lock. Not of one's own account from a screen: the
   * session would be over before the password is seen, and a sole owner locked out. A program sees
   * it in the answer, which is how an owner gets in again who has forgotten theirs.
   */
  public Result<WithPassword> resetPassword(Actor actor, UUID id) {
    Attempt attempt = Attempt.on(TYPE, id, "reset-password");
    NewPassword password = newPassword(actor);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        () -> {
          if (id.equals(actor.staffId()) && actor.origin() == Origin.SCREEN) {
            return Result.refused(new Refusal.StateForbids("own-account", "reset-password"));
          }
          Optional<StaffMember> member = staff.findForUpdate(id);
          if (member.isEmpty()) {
            return Result.notFound(TYPE, id);
          }
          StaffMember saved = staff.savePassword(id, password.hash(), clock.instant());
          audit.record(actor, attempt, facts(member.get()), facts(saved));
          return Result.done(new WithPassword(saved, password.password()));
        });
  }

  private Result<StaffMember> change(
      Actor actor,
      Attempt attempt,
      UUID id,
      @Nullable Integer version,
      Optional<Refusal.Invalid> problem,
      Function<StaffMember, StaffMember> step) {
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        problem,
        () -> {
          List<UUID> owners = staff.enabledOwnersForUpdate();
          boolean onlyOwner = owners.equals(List.of(id));
          return Result.found(staff.findForUpdate(id), TYPE, id)
              .flatMap(
                  before ->
                      Result.unless(
                          VersionConflict.between(version, before.version()),
                          () -> changed(actor, attempt, before, step.apply(before), onlyOwner)));
        });
  }

  private Result<StaffMember> changed(
      Actor actor, Attempt attempt, StaffMember before, StaffMember wanted, boolean onlyOwner) {
    if (onlyOwner && !wanted.isEnabledOwner()) {
      return Result.refused(new Refusal.StateForbids("last_owner", verb(attempt)));
    }
    return Result.done(wanted.equals(before) ? before : save(actor, attempt, before, wanted));
  }

  private StaffMember save(Actor actor, Attempt attempt, StaffMember before, StaffMember wanted) {
    StaffMember saved = staff.save(wanted);
    Facts after = facts(saved);
    if (before.enabled() && !saved.enabled()) {
      after = after.with("tokensRevoked", tokens.revokeAllOf(saved.id(), clock.instant()));
    }
    audit.record(actor, attempt, facts(before), after);
    return saved;
  }

  private static String verb(Attempt attempt) {
    return attempt.operation().substring(TYPE.length() + 1);
  }

  static Facts facts(StaffMember member) {
    return Facts.NONE
        .with("email", member.email())
        .with("name", member.name())
        .with("role", member.role())
        .with("locale", member.language())
        .with("theme", member.theme())
        .with("passwordChangedAt", member.passwordChangedAt())
        .with("lockedUntil", member.lockedUntil())
        .with("disabledAt", member.disabledAt());
  }
}
