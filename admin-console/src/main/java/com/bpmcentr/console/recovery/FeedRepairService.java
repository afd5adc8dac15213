package com.bpmcentr.console.recovery;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.ConnectorPolicies;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.FeedRepair;
import com.bpmcentr.console.publishing.FeedRepair.Findings;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Mending what somebody changed in the feed's rows behind the console's back. */
@Service
public final class FeedRepairService {

  private static final String CUSTOMER = "customer:";
  private static final String CONNECTOR = "connector:";

  private final AuditedOperations operations;
  private final FeedRepair feed;
  private final LicenseIssuer licenses;
  private final ConnectorPolicies connectors;
  private final AuditLog audit;
  private final Clock clock;

  FeedRepairService(
      AuditedOperations operations,
      FeedRepair feed,
      LicenseIssuer licenses,
      ConnectorPolicies connectors,
      AuditLog audit,
      Clock clock) {
    this.operations = operations;
    this.feed = feed;
    this.licenses = licenses;
    this.connectors = connectors;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Mends all that differs from what was published, and says what it was. Reads the whole set: a
   * minute for a million customers.
   */
  public Result<Findings> repair(Actor actor, String reason) {
    Attempt attempt = new Attempt("feed.repair", "feed", "all", reason);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        () -> {
          Optional<Refusal.Invalid> problem = FieldRules.reason("reason", reason);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          Findings found = feed.find();
          List<SubjectDocument> next = next(found.lost());
          audit.record(actor, attempt, Facts.NONE, facts(found));
          FeedPosition position = feed.mend(found, next);
          return position == null ? Result.done(found) : Result.done(found, position);
        });
  }

  private List<SubjectDocument> next(List<String> subjects) {
    List<SubjectDocument> documents = new ArrayList<>();
    documents.addAll(connectors.policies(ids(subjects, CONNECTOR), clock.instant()));
    documents.addAll(
        licenses.licenses(ids(subjects, CUSTOMER).stream().map(UUID::fromString).toList()));
    return documents;
  }

  private static List<String> ids(List<String> subjects, String prefix) {
    return subjects.stream()
        .filter(subject -> subject.startsWith(prefix))
        .map(subject -> subject.substring(prefix.length()))
        .toList();
  }

  private static Facts facts(Findings found) {
    return Facts.NONE
        .with("entriesRemoved", found.entries())
        .with("unfitRowsRemoved", found.unfit())
        .with("restored", String.join(" ", found.changed()))
        .with("removed", String.join(" ", found.invented()))
        .with("reissued", String.join(" ", found.lost()));
  }
}
