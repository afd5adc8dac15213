package com.bpmcentr.console.explain;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.KeyFinder;
import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.edge.EdgeQuery;
import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.Published;
import com.bpmcentr.console.publishing.PublishedDocuments;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Freshness;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.Peppers;
import com.bpmcentr.license.SecretDigests;
import com.bpmcentr.license.SubjectDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Explains a check: decided by the edges' own decider on the documents that were published, not on
 * the rows they were made from. Nothing is bound, counted or recorded by asking.
 */
@Service
public final class ExplainService {

  private static final Attempt EXPLAIN = Attempt.on("check", "one", "explain");

  /** Answered by edges themselves, whoever the customer is. */
  private static final String MAGIC = "bpm_test_magic_";

  private final AuditedOperations operations;
  private final KeyFinder keys;
  private final PublishedDocuments documents;
  private final ExplainQuery query;
  private final CauseQuery causes;
  private final EdgeQuery edges;
  private final Peppers peppers;
  private final Clock clock;

  ExplainService(
      AuditedOperations operations,
      KeyFinder keys,
      PublishedDocuments documents,
      ExplainQuery query,
      CauseQuery causes,
      EdgeQuery edges,
      Peppers peppers,
      Clock clock) {
    this.operations = operations;
    this.keys = keys;
    this.documents = documents;
    this.query = query;
    this.causes = causes;
    this.edges = edges;
    this.peppers = peppers;
    this.clock = clock;
  }

  public Result<Explanation> explain(Actor actor, AskedCheck asked) {
    return operations.read(actor, READ, EXPLAIN, () -> explain(asked));
  }

  private Result<Explanation> explain(AskedCheck asked) {
    Instant now = clock.instant();
    Optional<Invalid> problem = problem(asked, now);
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    SecretDigests digests = null;
    KeyFinder.Found found = null;
    UUID id = asked.apiKeyId();
    Secret key = asked.key();
    if (key != null) {
      digests = peppers.presented(key.reveal());
      found = keys.find(peppers.digests(key.reveal())).orElse(null);
    } else if (id != null) {
      found = keys.find(id).orElse(null);
      if (found == null) {
        return Result.notFound("api-key", id);
      }
      digests = found.digest();
    }
    Secret secret = asked.connectorSecret();
    var check =
        new Check(
            asked.connector(),
            asked.account(),
            digests,
            secret == null ? null : peppers.presented(secret.reveal()));
    return Result.done(explain(check, found, asked.at(), now));
  }

  private Explanation explain(
      Check check, KeyFinder.@Nullable Found found, @Nullable Instant at, Instant now) {
    Instant moment = at == null ? now : at;
    // before the license: a claim that is signed in between is then in both, never in neither
    Map<String, String> claimed =
        found == null ? Map.of() : query.unsignedClaims(found.key().customerId());
    var policies = documents.of(ConnectorPolicy.subjectOf(check.connector()));
    var licenses =
        found == null ? null : documents.of(License.subjectOf(found.key().customerId().toString()));
    Published policy = at == null ? policies.newest() : policies.at(moment);
    Published license =
        licenses == null
            ? new Published.Never()
            : at == null ? licenses.newest() : licenses.at(moment);
    List<Grant> grants = grants(license, check.connector());
    KeyDigest digest = found == null ? null : found.digest();
    var present =
        new Scene(check, digest, claimed, grant -> trialUsed(grant, check.account(), now), now);
    var scene =
        at == null
            ? present
            : new Scene(
                check,
                digest,
                Map.of(),
                grant -> trialUsed(grant, check.account(), moment),
                moment);
    Scene.Told told = scene.tell(policy, license, Freshness.CURRENT);
    return new Explanation(
        moment,
        at != null,
        told.decision(),
        told.row(),
        told.unknown(),
        found == null ? null : found.key(),
        found == null ? null : causes.customerName(found.key().customerId()),
        found == null || at != null ? null : cause(told, found.key()),
        basis(policy),
        basis(license),
        ExplainedSet.document(policy, ConnectorPolicy.class),
        states(scene, license, grants, told.decision()),
        edges.edges().stream().map(edge -> view(edge, present, policies, licenses)).toList());
  }

  private @Nullable Cause cause(Scene.Told told, ApiKey key) {
    Decision decision = told.decision();
    return decision == null ? null : causes.of(told.row(), decision, key).orElse(null);
  }

  private static Optional<Invalid> problem(AskedCheck asked, Instant now) {
    Secret key = asked.key();
    Instant at = asked.at();
    if (key != null && asked.apiKeyId() != null) {
      return Optional.of(new Invalid("apiKeyId", InvalidKey.KEY_TWICE));
    }
    if (key != null && key.reveal().startsWith(MAGIC)) {
      return Optional.of(new Invalid("key", InvalidKey.KEY_MAGIC));
    }
    return FieldRules.slug("connectorId", asked.connector())
        .or(() -> FieldRules.account("account", asked.account()))
        .or(() -> at == null ? Optional.empty() : FieldRules.time("at", at, Instant.EPOCH, now));
  }

  private boolean trialUsed(HeldGrant grant, String account, Instant moment) {
    return grant.trial()
        && query.hadTrial(grant.connector(), account, grant.subscriptionId(), moment);
  }

  private static List<Grant> grants(Published license, String connector) {
    License held = ExplainedSet.document(license, License.class);
    return held == null
        ? List.of()
        : held.grants().stream().filter(grant -> grant.connector().equals(connector)).toList();
  }

  private static List<Explanation.GrantState> states(
      Scene scene, Published license, List<Grant> grants, @Nullable Decision decision) {
    License held = ExplainedSet.document(license, License.class);
    HeldGrant chosen = decision == null ? null : decision.grant();
    return held == null
        ? List.of()
        : grants.stream()
            .map(
                grant ->
                    new Explanation.GrantState(
                        grant, scene.alone(held, grant), Objects.equals(grant, chosen)))
            .toList();
  }

  private static Explanation.EdgeView view(
      EdgeRow edge,
      Scene scene,
      PublishedDocuments.History policies,
      PublishedDocuments.@Nullable History licenses) {
    FeedPosition position = edge.position();
    Published policy = position == null ? new Published.Never() : policies.upTo(position);
    Published license =
        position == null || licenses == null ? new Published.Never() : licenses.upTo(position);
    DecisionCode code = DecisionCode.NOT_READY;
    if (position != null) {
      Decision decision = scene.tell(policy, license, freshness(edge)).decision();
      code = decision == null ? null : decision.code();
    }
    return new Explanation.EdgeView(
        edge.edgeId(),
        edge.region(),
        edge.state(),
        position,
        edge.heardAt(),
        edge.ageSeconds(),
        version(license),
        version(policy),
        position != null
            && policy.equals(policies.newest())
            && (licenses == null || license.equals(licenses.newest())),
        code);
  }

  private static Freshness freshness(EdgeRow edge) {
    Long age = edge.ageSeconds();
    Duration held = Duration.ofSeconds(age == null ? 0 : age);
    boolean pastHardEnd = held.compareTo(ConnectorPolicy.LONGEST_MAX_STALENESS) > 0;
    return new Freshness(held.toMillis(), pastHardEnd, false);
  }

  private static Explanation.@Nullable Basis basis(Published published) {
    return published instanceof Published.Version version
        ? new Explanation.Basis(
            version.verified().document().subject(),
            version.verified().document().version(),
            version.verified().document().issuedAt(),
            version.position(),
            version.verified().keyId(),
            version.newest())
        : null;
  }

  private static @Nullable Long version(Published published) {
    SubjectDocument document = ExplainedSet.document(published, SubjectDocument.class);
    return document == null ? null : document.version();
  }
}
