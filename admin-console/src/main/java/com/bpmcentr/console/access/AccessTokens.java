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
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretGenerator;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes, recognises and revokes the tokens that programs call the admin API with. */
@Service
public class AccessTokens {

  static final String PREFIX = "bpm_adm_";
  static final String TYPE = "access-token";

  private static final Attempt LIST = Attempt.on(TYPE, "all", "list");

  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{38}");

  /** Any longer is as good as without an end, which says so. */
  private static final Duration LONGEST = Duration.ofDays(3660);

  private static final Duration USE_GRANULARITY = Duration.ofMinutes(1);
  private static final Duration REFUSAL_GRANULARITY = Duration.ofHours(1);

  /**
   * A new token.
   *
   * @param secret shown this once
   */
  public record NewToken(AccessToken token, Secret secret) {}

  /** Whose token came with a call. */
  public record Bearer(AccessToken token, StaffMember member) {

    public Actor actor(@Nullable String address) {
      return member.actor(Origin.API, address).with(token.asUsed());
    }
  }

  public static final ListFields FIELDS = AccessTokenQuery.TOKENS.fields();

  private final AccessTokenRepository tokens;
  private final AccessTokenQuery query;
  private final StaffRepository staff;
  private final SecretGenerator secrets;
  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Clock clock;

  AccessTokens(
      AccessTokenRepository tokens,
      AccessTokenQuery query,
      StaffRepository staff,
      SecretGenerator secrets,
      AuditedOperations operations,
      AuditLog audit,
      Clock clock) {
    this.tokens = tokens;
    this.query = query;
    this.staff = staff;
    this.secrets = secrets;
    this.operations = operations;
    this.audit = audit;
    this.clock = clock;
  }

  /** By {@link #FIELDS}; {@code q} is of the member: name, e-mail. */
  public Result<Page<AccessTokenRow>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ_STAFF, LIST, () -> query.list(asked, clock.instant()));
  }

  public Result<AccessTokenRow> get(Actor actor, UUID tokenId) {
    return operations.read(
        actor,
        READ_STAFF,
        Attempt.on(TYPE, tokenId, "get"),
        () -> Result.found(query.find(tokenId, clock.instant()), TYPE, tokenId));
  }

  /**
   * Makes a token for a member.
   *
   * @param expiresAt null: it lasts until it is revoked
   */
  public Result<NewToken> create(
      Actor actor, UUID staffId, String name, @Nullable Instant expiresAt) {
    Attempt attempt = Attempt.on(TYPE, staffId, "create");
    return operations.change(
        actor, MANAGE_STAFF, attempt, () -> create(actor, attempt, staffId, name, expiresAt));
  }

  private Result<NewToken> create(
      Actor actor, Attempt attempt, UUID staffId, String name, @Nullable Instant expiresAt) {
    Instant now = clock.instant();
    Optional<Refusal.Invalid> wrongName = FieldRules.line("name", name);
    if (wrongName.isPresent()) {
      return Result.refused(wrongName.get());
    }
    Optional<Refusal.Invalid> wrongEnd =
        expiresAt == null
            ? Optional.empty()
            : FieldRules.time("expiresAt", expiresAt, now.plusMillis(1), now.plus(LONGEST));
    if (wrongEnd.isPresent()) {
      return Result.refused(wrongEnd.get());
    }
    Optional<StaffMember> member = staff.findForUpdate(staffId);
    if (member.isEmpty()) {
      return Result.notFound(StaffAccounts.TYPE, staffId);
    }
    if (!member.get().enabled()) {
      return Result.refused(new Refusal.StateForbids("disabled", "create"));
    }
    Secret secret = secrets.generate(PREFIX);
    AccessToken token =
        tokens.insert(
            staffId,
            name,
            SecretPrefix.of(secret),
            digest(secret.reveal()),
            now,
            expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
    audit.record(actor, attempt.made(token.id()), Facts.NONE, facts(token));
    return Result.done(new NewToken(token, secret));
  }

  /** Refuses the token from now on; revoking it again changes nothing. */
  public Result<AccessToken> revoke(Actor actor, UUID tokenId, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, tokenId, "revoke").because(reason);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        FieldRules.optionalReason("reason", reason),
        () -> revoke(actor, attempt, tokenId));
  }

  private Result<AccessToken> revoke(Actor actor, Attempt attempt, UUID tokenId) {
    Optional<AccessToken> token = tokens.findForUpdate(tokenId);
    if (token.isEmpty()) {
      return Result.notFound(TYPE, tokenId);
    }
    if (token.get().revokedAt() != null) {
      return Result.done(token.get());
    }
    AccessToken revoked = tokens.revoke(tokenId, clock.instant());
    audit.record(actor, attempt, facts(token.get()), facts(revoked));
    return Result.done(revoked);
  }

  /**
   * Empty for a token that is malformed, unknown, expired or revoked, or whose member is disabled.
   */
  public Optional<Bearer> recognise(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<AccessToken> token = tokens.findUsable(digest(text), now);
    Optional<Bearer> bearer =
        token.flatMap(
            found ->
                staff
                    .find(found.staffId())
                    .filter(StaffMember::enabled)
                    .map(member -> new Bearer(found, member)));
    bearer.ifPresent(found -> tokens.noteUse(found.token().id(), now, USE_GRANULARITY));
    return bearer;
  }

  /**
   * Records that a token was tried which opens nothing any more, the sign of a leak: once an hour
   * at most. Of what never was a token nothing is known.
   */
  public void noteRefused(String text, @Nullable String address) {
    if (!FORM.matcher(text).matches()) {
      return;
    }
    Instant now = clock.instant();
    tokens
        .noteRefusal(digest(text), now, REFUSAL_GRANULARITY)
        .ifPresent(
            token ->
                staff
                    .find(token.staffId())
                    .ifPresent(
                        member ->
                            audit.refused(
                                member.actor(Origin.API, address).with(token.asUsed()),
                                Attempt.on(TYPE, token.id(), "use"),
                                new Refusal.StateForbids(token.status(now).wireName(), "use"))));
  }

  /** Without a pepper: nobody guesses 190 random bits from a digest. */
  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Facts facts(AccessToken token) {
    return Facts.NONE
        .with("staffId", token.staffId())
        .with("name", token.name())
        .with("prefix", token.prefix())
        .with("expiresAt", token.expiresAt())
        .with("revokedAt", token.revokedAt());
  }
}
