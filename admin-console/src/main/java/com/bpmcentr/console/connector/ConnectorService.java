package com.bpmcentr.console.connector;

import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretGenerator;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Peppers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Connectors: made as drafts, published, retired; their policies and secrets. */
@Service
public final class ConnectorService {

  /** How long old secrets may go on beside a new one. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  private static final String TYPE = "connector";
  private static final String SECRET_PREFIX = "bpm_conn_";

  public static final ListFields FIELDS = ConnectorQuery.CONNECTORS.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final ConnectorRepository connectors;
  private final ConnectorQuery query;
  private final PriceRepository prices;
  private final ConnectorPolicies policies;
  private final SecretGenerator secrets;
  private final Peppers peppers;
  private final Ids ids;
  private final Clock clock;

  public ConnectorService(
      AuditedOperations operations,
      AuditLog audit,
      ConnectorRepository connectors,
      ConnectorQuery query,
      PriceRepository prices,
      ConnectorPolicies policies,
      SecretGenerator secrets,
      Peppers peppers,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.connectors = connectors;
    this.query = query;
    this.prices = prices;
    this.policies = policies;
    this.secrets = secrets;
    this.peppers = peppers;
    this.ids = ids;
    this.clock = clock;
  }

  public Result<Connector> create(Actor actor, String id, ConnectorDetails details) {
    Attempt attempt = Attempt.on(TYPE, id, "create");
    return operations.change(
        actor,
        MANAGE_CONNECTORS,
        attempt,
        FieldRules.slug("id", id).or(details::problem),
        () -> {
          Instant now = clock.instant();
          Connector connector = new Connector(id, details, false, now, 0);
          if (!connectors.insert(connector)) {
            return Result.refused(new Refusal.AlreadyExists("id"));
          }
          audit.record(actor, attempt, Facts.NONE, connector.facts());
          return Result.done(connector, policies.issue(List.of(connector), now));
        });
  }

  /**
   * Publishing and retiring too: the state is one of the details.
   *
   * @param reason must be given where everybody who uses it for nothing would be refused at once
   *     (what was free is to be paid for, or retired), and by staff where payers would be refused
   *     sooner while edges hear nothing; programs set that before a reason was asked for
   */
  public Result<Connector> edit(
      Actor actor, String id, int version, ConnectorDetails details, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "edit").because(reason);
    return change(
        actor,
        attempt,
        id,
        connector ->
            Result.unless(
                VersionConflict.between(version, connector.version())
                    .or(details::problem)
                    .or(
                        () ->
                            reasonProblem(
                                connector.stopsFreeUse(details)
                                    || (actor.token() == null && connector.refusesSooner(details)),
                                reason)),
                () -> edited(actor, attempt, connector, details)));
  }

  public Result<Connector> publish(Actor actor, String id, @Nullable Integer version) {
    return changeState(actor, id, version, ConnectorState.PUBLISHED, "publish", null);
  }

  /**
   * Takes no new subscriptions from now on; who has one goes on.
   *
   * @param version that was looked at; null: whichever it is by now
   * @param reason must be given of a free one: everybody who uses it is refused at once
   */
  public Result<Connector> retire(
      Actor actor, String id, @Nullable Integer version, @Nullable String reason) {
    return changeState(actor, id, version, ConnectorState.RETIRED, "retire", reason);
  }

  /**
   * A new secret, which every check of this connector must carry from now on. Those before it go on
   * for the overlap.
   *
   * @param reason must be given where who checks now is refused at once: by the first secret, and
   *     by one that leaves those before it no time
   */
  public Result<RevealedConnectorSecret> addSecret(
      Actor actor, String id, Duration overlap, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "add-secret").because(reason);
    return change(
        actor,
        attempt,
        id,
        connector -> {
          Optional<Refusal.Invalid> problem =
              FieldRules.seconds("overlapSeconds", overlap, LONGEST_OVERLAP);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          Instant now = clock.instant();
          int present = connectors.secrets(id, now).size();
          Optional<Refusal.Invalid> unsaid =
              reasonProblem(present == 0 || overlap.isZero(), reason);
          if (unsaid.isPresent()) {
            return Result.refused(unsaid.get());
          }
          if (present >= ConnectorPolicy.MOST_SECRETS) {
            return Result.refused(
                new Refusal.LimitReached("secrets", ConnectorPolicy.MOST_SECRETS));
          }
          Secret secret = secrets.generate(SECRET_PREFIX);
          Peppers.Peppered digest = peppers.digest(secret.reveal());
          connectors.endSecrets(id, now.plus(overlap));
          connectors.insertSecret(
              id,
              new ConnectorSecret(
                  ids.next(),
                  new ConnectorSecretRef(digest.digest(), digest.pepperId(), null),
                  now));
          FeedPosition position = saveSecrets(actor, attempt, connector, present, now);
          return Result.done(new RevealedConnectorSecret(connector, secret), position);
        });
  }

  /** Checks need no secret from now on, for a reason. */
  public Result<Connector> removeSecrets(Actor actor, String id, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "remove-secrets").because(reason);
    return change(
        actor,
        attempt,
        id,
        connector -> {
          Optional<Refusal.Invalid> unsaid = FieldRules.reason("reason", reason);
          if (unsaid.isPresent()) {
            return Result.refused(unsaid.get());
          }
          Instant now = clock.instant();
          int present = connectors.secrets(id, now).size();
          connectors.endSecrets(id, now);
          FeedPosition position = saveSecrets(actor, attempt, connector, present, now);
          return Result.done(connector, position);
        });
  }

  public Result<ConnectorDetail> get(Actor actor, String id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () ->
            Result.found(connectors.find(id), TYPE, id)
                .map(
                    connector ->
                        new ConnectorDetail(connector, connectors.secrets(id, clock.instant()))));
  }

  /** By {@link #FIELDS}. */
  public Result<Page<Connector>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.list(asked));
  }

  /** What everything costs today. */
  public Result<PriceList> prices(Actor actor) {
    return operations.read(
        actor,
        READ,
        Attempt.on("price", "all", "list"),
        () -> Result.done(prices.history().at(clock.instant())));
  }

  private Result<Connector> changeState(
      Actor actor,
      String id,
      @Nullable Integer version,
      ConnectorState state,
      String verb,
      @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, verb).because(reason);
    return change(
        actor,
        attempt,
        id,
        connector -> {
          if (connector.state() == state) {
            return Result.refused(new Refusal.StateForbids(state.wireName(), verb));
          }
          ConnectorDetails wanted = connector.details().with(state);
          return Result.unless(
              VersionConflict.between(version, connector.version())
                  .or(() -> reasonProblem(connector.stopsFreeUse(wanted), reason)),
              () -> edited(actor, attempt, connector, wanted));
        });
  }

  private static Optional<Refusal.Invalid> reasonProblem(boolean needed, @Nullable String reason) {
    return needed
        ? FieldRules.reason("reason", reason)
        : FieldRules.optionalReason("reason", reason);
  }

  private <T> Result<T> change(
      Actor actor, Attempt attempt, String id, Function<Connector, Result<T>> work) {
    return operations.change(
        actor,
        MANAGE_CONNECTORS,
        attempt,
        () -> Result.found(connectors.findForUpdate(id), TYPE, id).flatMap(work));
  }

  private Result<Connector> edited(
      Actor actor, Attempt attempt, Connector before, ConnectorDetails details) {
    if (details.state() == ConnectorState.DRAFT && before.state() != ConnectorState.DRAFT) {
      return Result.refused(new Refusal.StateForbids(before.state().wireName(), "draft"));
    }
    Connector saved = connectors.save(before.with(details));
    if (details.category() != before.details().category()) {
      prices.insertCategoryBefore(before.id(), before.details().category(), clock.instant());
    }
    audit.record(actor, attempt, before.facts(), saved.facts());
    return Result.done(saved, policies.issue(List.of(saved), clock.instant()));
  }

  private FeedPosition saveSecrets(
      Actor actor, Attempt attempt, Connector connector, int before, Instant now) {
    int after = connectors.secrets(connector.id(), now).size();
    audit.record(
        actor, attempt, Facts.NONE.with("secrets", before), Facts.NONE.with("secrets", after));
    return policies.issue(List.of(connector), now);
  }
}
