package com.bpmcentr.console.bulk;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobRowRepository;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.job.NewJob;
import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Headway;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.UsageService;
import com.bpmcentr.license.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes bulk actions on: checked as the single action is, then done as a job. */
@Service
public final class BulkService {

  /** Most things in one request. */
  public static final int MOST = 100_000;

  /** Of more things nobody waits for their use to be added up. */
  public static final int MOST_MEASURED = 10_000;

  private static final int ROWS_A_LOOK = 1_000;

  /** What takes an action back. Nothing does a reactivation: it may have begun a period. */
  private static final Map<String, String> OPPOSITES =
      Map.of(
          "suspend", "resume",
          "resume", "suspend",
          "cancel", "reactivate",
          "block", "unblock",
          "unblock", "block");

  private final BulkTargets targets;
  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Jobs jobs;
  private final JobRowRepository rows;
  private final UsageService usage;
  private final PastedKeyQuery keys;
  private final Ids ids;

  BulkService(
      BulkTargets targets,
      AuditedOperations operations,
      AuditLog audit,
      Jobs jobs,
      JobRowRepository rows,
      UsageService usage,
      PastedKeyQuery keys,
      Ids ids) {
    this.targets = targets;
    this.operations = operations;
    this.audit = audit;
    this.jobs = jobs;
    this.rows = rows;
    this.usage = usage;
    this.keys = keys;
    this.ids = ids;
  }

  /** The action that takes back what the job did; empty where nothing does. */
  public static Optional<String> opposite(Job job) {
    return Optional.ofNullable(OPPOSITES.get(job.parameter(BulkJobs.ACTION)));
  }

  /**
   * Accepts the action on all that is selected. What forbids it to one of them is that one's result
   * and not a refusal here.
   *
   * @param type {@code subscription}, {@code customer} or {@code api-key}
   */
  public Result<Job> request(Actor actor, String type, BulkRequest asked) {
    BulkTarget target = targets.find(type).orElseThrow();
    UUID id = ids.next();
    Attempt attempt =
        new Attempt(type + ".bulk", "job", id.toString(), null).because(asked.reason());
    Optional<Permission> permission = Optional.ofNullable(target.actions().get(asked.action()));
    return operations.change(
        actor,
        permission.orElse(Permission.READ),
        attempt,
        () -> {
          Optional<Refusal.Invalid> problem =
              permission.isEmpty()
                  ? Optional.of(unknownAction(target))
                  : target.reasonProblem(asked.action(), asked.reason());
          return problem.isPresent()
              ? Result.refused(problem.get())
              : accept(actor, attempt, id, target, asked);
        });
  }

  /** What would come of it, by the same rules; nothing is done, and no reason is asked for. */
  public Result<BulkPreview> preview(Actor actor, String type, String action, Selection selection) {
    return preview(actor, type, action, selection, Headway.UNSEEN);
  }

  /** As above; of many it takes seconds, and says how far it is. */
  public Result<BulkPreview> preview(
      Actor actor, String type, String action, Selection selection, Headway headway) {
    BulkTarget target = targets.find(type).orElseThrow();
    Optional<Permission> permission = Optional.ofNullable(target.actions().get(action));
    return operations.read(
        actor,
        permission.orElse(Permission.READ),
        Attempt.on(type, "many", "preview"),
        () ->
            permission.isEmpty()
                ? Result.refused(unknownAction(target))
                : switch (selected(target, selection)) {
                  case Result.Refused<List<UUID>>(Refusal refusal) -> Result.refused(refusal);
                  case Result.Done<List<UUID>>(List<UUID> subjects, _) ->
                      Result.done(look(actor, target, action, subjects, headway));
                });
  }

  private BulkPreview look(
      Actor actor, BulkTarget target, String action, List<UUID> subjects, Headway headway) {
    BulkOrder order = new BulkOrder(actor, action, "");
    int possible = 0;
    int forGood = 0;
    List<UUID> stopping = new ArrayList<>();
    Map<Refusal, Integer> refused = new HashMap<>();
    for (int from = 0; from < subjects.size(); from += ROWS_A_LOOK) {
      headway.at(from, subjects.size());
      List<UUID> part = subjects.subList(from, Math.min(from + ROWS_A_LOOK, subjects.size()));
      for (Map.Entry<UUID, BulkResult> each : target.preview(order, part).entrySet()) {
        switch (each.getValue()) {
          case BulkResult.Changed changed -> {
            possible++;
            if (changed.forGood()) {
              forGood++;
            }
            if (changed.stops()) {
              stopping.add(each.getKey());
            }
          }
          case BulkResult.Unchanged(Refusal refusal) ->
              refused.merge(kind(refusal), 1, Integer::sum);
        }
      }
    }
    boolean measured = !stopping.isEmpty() && stopping.size() <= MOST_MEASURED;
    return new BulkPreview(
        subjects.size(),
        possible,
        refused.entrySet().stream()
            .map(reason -> new BulkPreview.Refused(reason.getKey(), reason.getValue()))
            .sorted(Comparator.comparingInt(BulkPreview.Refused::count).reversed())
            .toList(),
        stopping.size(),
        forGood,
        measured ? usage.blastRadius(actor, target.subject(), stopping).orElseThrow() : null,
        digest(subjects));
  }

  /** Of the things themselves: as many others are not the same. In whatever order they are. */
  private static String digest(List<UUID> subjects) {
    ByteBuffer bytes = ByteBuffer.allocate(subjects.size() * 2 * Long.BYTES);
    subjects.stream()
        .sorted()
        .forEach(
            id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
    return Hash.sha256(bytes.array()).toString();
  }

  /** What is not there is not there for one reason, whichever id it has. */
  private static Refusal kind(Refusal refusal) {
    return refusal instanceof Refusal.NotFound(String type, String _)
        ? new Refusal.NotFound(type, "")
        : refusal;
  }

  private Result<Job> accept(
      Actor actor, Attempt attempt, UUID id, BulkTarget target, BulkRequest asked) {
    return switch (selected(target, asked.selection())) {
      case Result.Refused<List<UUID>>(Refusal refusal) -> Result.refused(refusal);
      case Result.Done<List<UUID>>(List<UUID> subjects, _)
          when asked.previewed() != null && !asked.previewed().equals(digest(subjects)) ->
          Result.refused(new Refusal.SelectionChanged(subjects.size()));
      case Result.Done<List<UUID>>(List<UUID> subjects, _) -> {
        Facts parameters =
            Facts.NONE.with(BulkJobs.TYPE, target.type()).with(BulkJobs.ACTION, asked.action());
        Job job =
            jobs.accept(
                new NewJob(
                    id,
                    BulkJobs.NAME,
                    Requester.of(actor),
                    asked.reason(),
                    withFilters(parameters, asked.selection()),
                    subjects.size()));
        rows.insert(id, subjects);
        audit.record(actor, attempt, Facts.NONE, job.parameters().with("total", subjects.size()));
        yield Result.done(job);
      }
    };
  }

  private Result<List<UUID>> selected(BulkTarget target, Selection selection) {
    return switch (selection) {
      case Selection.Unclear(Refusal.Invalid problem) -> Result.refused(problem);
      case Selection.Ids(List<UUID> named) when named.isEmpty() || named.size() > MOST ->
          Result.refused(tooMany("ids"));
      case Selection.Ids(List<UUID> named) -> Result.done(named.stream().distinct().toList());
      case Selection.ChangedBy(UUID job) -> changedBy(target, job);
      // Who filters by nothing means everything, or has made a mistake: it has to be said.
      case Selection.Matching(Map<String, String> filters) when filters.isEmpty() ->
          Result.refused(new Refusal.Invalid("filter", InvalidKey.REQUIRED));
      case Selection.Matching(Map<String, String> filters)
          when keys.filterWithAKey(filters).isPresent() ->
          Result.refused(
              new Refusal.Invalid(
                  "filter." + keys.filterWithAKey(filters).get(), InvalidKey.FILTER_KEY));
      case Selection.Matching(Map<String, String> filters) when widened(filters).isPresent() ->
          Result.refused(widened(filters).get());
      case Selection.Matching(Map<String, String> filters) ->
          switch (target.select(filters, MOST + 1)) {
            case Result.Refused<List<UUID>>(Refusal.Invalid invalid) ->
                Result.refused(
                    new Refusal.Invalid(
                        "filter." + invalid.field(), invalid.messageKey(), invalid.arguments()));
            case Result.Done<List<UUID>>(List<UUID> found, _) when found.size() > MOST ->
                Result.refused(tooMany("filter"));
            case Result<List<UUID>> other -> other;
          };
    };
  }

  private Result<List<UUID>> changedBy(BulkTarget target, UUID id) {
    Optional<Job> job =
        jobs.find(id).filter(found -> found.parameter(BulkJobs.TYPE).equals(target.type()));
    if (job.isEmpty()) {
      return Result.refused(new Refusal.Invalid("job", InvalidKey.UNKNOWN));
    }
    if (!job.get().state().hasEnded()) {
      return Result.refused(new Refusal.StateForbids(job.get().state().wireName(), "undo"));
    }
    return Result.done(rows.changedBy(id));
  }

  /**
   * A list looks for no more of a secret than its beginning, which others may have too: whoever
   * means one thing must not do it to all of them.
   */
  private static Optional<Refusal.Invalid> widened(Map<String, String> filters) {
    return filters.entrySet().stream()
        .filter(filter -> !cut(filter).equals(filter.getValue()))
        .min(Map.Entry.comparingByKey())
        .map(
            filter ->
                new Refusal.Invalid(
                    "filter." + filter.getKey(), InvalidKey.FILTER_CUT, List.of(cut(filter))));
  }

  private static String cut(Map.Entry<String, String> filter) {
    return SecretPrefix.cut(filter.getKey(), filter.getValue());
  }

  /** What was asked for stays readable: the filters, but not a hundred thousand ids. */
  private static Facts withFilters(Facts parameters, Selection selection) {
    return switch (selection) {
      case Selection.Ids _, Selection.Unclear _ -> parameters;
      case Selection.ChangedBy(UUID job) -> parameters.with("job", job);
      case Selection.Matching(Map<String, String> filters) -> parameters.withFilters(filters);
    };
  }

  private static Refusal.Invalid unknownAction(BulkTarget target) {
    return new Refusal.Invalid(
        "action",
        InvalidKey.BULK_ACTION,
        List.of(String.join(", ", new TreeSet<>(target.actions().keySet()))));
  }

  private static Refusal.Invalid tooMany(String field) {
    return new Refusal.Invalid(field, InvalidKey.BULK_SIZE, List.of(MOST));
  }
}
