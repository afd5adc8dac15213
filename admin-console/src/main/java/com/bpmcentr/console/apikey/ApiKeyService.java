package com.bpmcentr.console.apikey;

import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretGenerator;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Peppers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** API keys: made and shown once, imported, rotated with an overlap, retired, revoked. */
@Service
public final class ApiKeyService {

  /** How long a rotated key may go on beside its successor. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  static final String TYPE = "api-key";

  public static final ListFields FIELDS = ApiKeyQuery.KEYS.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final CustomerRepository customers;
  private final ApiKeyRepository keys;
  private final ApiKeyQuery query;
  private final LicenseIssuer licenses;
  private final SecretGenerator secrets;
  private final Peppers peppers;
  private final Ids ids;
  private final Clock clock;

  public ApiKeyService(
      AuditedOperations operations,
      AuditLog audit,
      CustomerRepository customers,
      ApiKeyRepository keys,
      ApiKeyQuery query,
      LicenseIssuer licenses,
      SecretGenerator secrets,
      Peppers peppers,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.customers = customers;
    this.keys = keys;
    this.query = query;
    this.licenses = licenses;
    this.secrets = secrets;
    this.peppers = peppers;
    this.ids = ids;
    this.clock = clock;
  }

  public Result<RevealedApiKey> create(Actor actor, UUID customerId, NewApiKey asked) {
    Attempt attempt = Attempt.on(TYPE, customerId, "create");
    return operations.change(
        actor,
        MANAGE_CUSTOMERS,
        attempt,
        () -> {
          Instant now = clock.instant();
          Optional<Refusal.Invalid> problem = asked.problem(now);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          if (customers.findForUpdate(customerId).isEmpty()) {
            return Result.notFound(CustomerService.TYPE, customerId);
          }
          Optional<Refusal> full = licenses.keysFull(customerId);
          if (full.isPresent()) {
            return Result.refused(full.get());
          }
          Secret secret = generate(asked.environment());
          ApiKey key =
              ApiKey.made(ids.next(), customerId, asked, false, KeyForm.prefix(secret, false), now);
          if (!keys.insert(key, peppers.digest(secret.reveal()))) {
            return Result.refused(new Refusal.AlreadyExists("key"));
          }
          audit.record(actor, attempt.made(key.id()), Facts.NONE, key.facts());
          return Result.done(new RevealedApiKey(key, secret), licenses.issue(customerId));
        });
  }

  /**
   * A new key in the old one's place; the old one goes on for the overlap.
   *
   * @param reason must be given where there is none: the old key is refused at once then
   */
  public Result<RevealedApiKey> rotate(
      Actor actor, UUID id, Duration overlap, @Nullable String reason) {
    return rotate(
        actor,
        id,
        reason,
        _ ->
            FieldRules.seconds("overlapSeconds", overlap, LONGEST_OVERLAP)
                .or(
                    () ->
                        overlap.isZero()
                            ? FieldRules.reason("reason", reason)
                            : FieldRules.optionalReason("reason", reason)),
        now -> now.plus(overlap));
  }

  /**
   * As above; the old one goes on until a given time.
   *
   * @param reason must be given where that is within a day, as for an end that is set
   */
  public Result<RevealedApiKey> rotate(
      Actor actor, UUID id, Instant until, @Nullable String reason) {
    return rotate(
        actor,
        id,
        reason,
        now ->
            FieldRules.time("until", until, now, now.plus(LONGEST_OVERLAP))
                .or(
                    () ->
                        ApiKey.isSoon(until, now)
                            ? FieldRules.reason("reason", reason)
                            : FieldRules.optionalReason("reason", reason)),
        _ -> until.truncatedTo(ChronoUnit.MILLIS));
  }

  private Result<RevealedApiKey> rotate(
      Actor actor,
      UUID id,
      @Nullable String reason,
      Function<Instant, Optional<Refusal.Invalid>> wrong,
      UnaryOperator<Instant> end) {
    Attempt attempt = Attempt.on(TYPE, id, "rotate").because(reason);
    return change(
        actor,
        attempt,
        id,
        old -> {
          Instant now = clock.instant();
          Optional<Refusal.Invalid> problem = wrong.apply(now);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          if (!old.isRotatable(now)) {
            return forbidden(old, now, "rotate");
          }
          Optional<Refusal> full = licenses.keysFull(old.customerId());
          if (full.isPresent()) {
            return Result.refused(full.get());
          }
          Secret secret = generate(old.environment());
          ApiKey successor =
              ApiKey.made(
                  ids.next(),
                  old.customerId(),
                  new NewApiKey(old.name(), old.environment(), old.notAfter()),
                  false,
                  KeyForm.prefix(secret, false),
                  now);
          if (!keys.insert(successor, peppers.digest(secret.reveal()))) {
            return Result.refused(new Refusal.AlreadyExists("key"));
          }
          ApiKey saved = keys.save(old.rotatedTo(successor, end.apply(now)));
          audit.record(actor, attempt, old.facts(), saved.facts());
          return Result.done(
              new RevealedApiKey(successor, secret), licenses.issue(old.customerId()));
        });
  }

  /** Stops the key at a time, for a reason. */
  public Result<ApiKey> retire(Actor actor, UUID id, Instant at, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "retire").because(reason);
    return change(
        actor,
        attempt,
        id,
        key -> {
          Instant now = clock.instant();
          return Result.unless(
              FieldRules.time("notAfter", at, now, key.latestEnd(now))
                  .or(() -> FieldRules.reason("reason", reason)),
              () ->
                  key.isUsable(now)
                      ? save(actor, attempt, key, key.endingAt(at.truncatedTo(ChronoUnit.MILLIS)))
                      : forbidden(key, now, "retire"));
        });
  }

  /** Stops the key now, for good and for a reason. */
  public Result<ApiKey> revoke(Actor actor, UUID id, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "revoke").because(reason);
    return change(
        actor,
        attempt,
        id,
        key ->
            Result.unless(
                FieldRules.reason("reason", reason),
                () ->
                    key.revoke(new ApiKey.Revocation(clock.instant(), reason))
                        .flatMap(after -> save(actor, attempt, key, after))));
  }

  public Result<ApiKey> get(Actor actor, UUID id) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, id, "get"), () -> Result.found(keys.find(id), TYPE, id));
  }

  /** By {@link #FIELDS}; {@code q} is of the customer: e-mail, name, company. */
  public Result<Page<ApiKeyRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.list(asked, clock.instant()));
  }

  /** How many the list's filters leave, counted no further than {@code most}. */
  public Result<Long> count(Actor actor, Map<String, String> filters, int most) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, "all", "list"),
        () -> query.count(filters, clock.instant(), most));
  }

  private <T> Result<T> change(
      Actor actor, Attempt attempt, UUID id, Function<ApiKey, Result<T>> work) {
    return operations.change(
        actor,
        MANAGE_CUSTOMERS,
        attempt,
        () ->
            // The customer's lock comes first, and whose key it is never changes.
            Result.found(
                    keys.find(id)
                        .flatMap(key -> customers.findForUpdate(key.customerId()))
                        .flatMap(_ -> keys.findForUpdate(id)),
                    TYPE,
                    id)
                .flatMap(work));
  }

  private Result<ApiKey> save(Actor actor, Attempt attempt, ApiKey before, ApiKey after) {
    ApiKey saved = keys.save(after);
    audit.record(actor, attempt, before.facts(), saved.facts());
    return Result.done(saved, licenses.issue(before.customerId()));
  }

  private Secret generate(Environment environment) {
    return secrets.generate(KeyForm.prefixOf(environment));
  }

  private static <T> Result<T> forbidden(ApiKey key, Instant now, String action) {
    return Result.refused(new Refusal.StateForbids(key.status(now).wireName(), action));
  }
}
