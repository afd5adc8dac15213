package com.bpmcentr.console.export;

import com.bpmcentr.console.due.DueService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.InvalidMessages;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.RefusalJson;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Of what goes on by itself, and of what came of it. */
@Component
class WorkLists implements ExportedLists {

  private final List<ExportedList<?>> lists;

  WorkLists(JobService jobs, DueService dueWork, ImportService imports) {
    lists =
        List.of(
            jobs(jobs),
            jobResults(jobs),
            dueWork(dueWork),
            imports(imports),
            refusedLines(imports));
  }

  @Override
  public List<ExportedList<?>> lists() {
    return lists;
  }

  private static ExportedList<?> jobs(JobService service) {
    return new ExportedList<>("jobs", "job", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("kind", row -> row.kind())
        .column("action", row -> row.parameter("action"))
        .column("type", row -> row.parameter("type"))
        .column("state", row -> row.state())
        .column("reason", row -> row.reason())
        .column("requestedBy", row -> row.requester().name())
        .column("total", row -> row.total())
        .column("done", row -> row.done())
        .column("refused", row -> row.refused())
        .column("createdAt", row -> row.createdAt())
        .column("endedAt", row -> row.endedAt());
  }

  private static ExportedList<?> jobResults(JobService service) {
    return new ExportedList<>(
            "job-results",
            "job",
            Permission.READ,
            ofOne("jobId", service::results),
            row -> row.row().number())
        .column("number", row -> row.row().number())
        .column("id", row -> row.row().subject())
        .column("name", row -> row.name())
        .column("detail", row -> row.detail())
        .column("outcome", row -> row.row().outcome() == null ? "waiting" : row.row().outcome())
        .column(
            "refusal",
            row -> row.row().refusal() == null ? null : RefusalJson.write(row.row().refusal()));
  }

  private static ExportedList<?> dueWork(DueService service) {
    return new ExportedList<>(
            "due-work", "due-work", Permission.READ, service::failures, row -> row.id())
        .column("id", row -> row.id())
        .column("work", row -> row.work())
        .column("subscriptionId", row -> row.subjectId())
        .column("connector", row -> row.connectorName())
        .column("customerId", row -> row.customerId())
        .column("customer", row -> row.customerName())
        .column("dueAt", row -> row.dueAt())
        .column("failedAt", row -> row.failedAt())
        .column("error", row -> row.error());
  }

  private static ExportedList<?> imports(ImportService service) {
    return new ExportedList<>("imports", "import", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("state", row -> row.state())
        .column("createdBy", row -> row.createdBy())
        .column("lines", row -> row.received())
        .column("imported", row -> row.imported())
        .column("unchanged", row -> row.unchanged())
        .column("refused", row -> row.refused())
        .column("createdAt", row -> row.createdAt())
        .column("finishedAt", row -> row.finishedAt());
  }

  private static ExportedList<?> refusedLines(ImportService service) {
    return new ExportedList<>(
            "refused-lines",
            "import",
            Permission.READ,
            ofOne("importId", service::refusedLines),
            row -> row.number())
        .column("line", row -> row.number())
        .column("externalId", row -> row.externalId())
        .column("email", row -> row.email())
        .column("field", row -> row.problem().field())
        .column(
            "reason",
            row -> InvalidMessages.text(row.problem().messageKey(), row.problem().arguments()));
  }

  /** A list that belongs to one thing: which, a filter says, and it must. */
  private static <T> BiFunction<Actor, ListQuery, Result<Page<T>>> ofOne(
      String filter, Inner<T> list) {
    return (actor, query) -> {
      String id = query.filters().getOrDefault(filter, "");
      if (PgFilter.uuidOf(id).isEmpty()) {
        return Result.refused(
            new Refusal.Invalid(
                filter, id.isEmpty() ? InvalidKey.REQUIRED : InvalidKey.FILTER_VALUE));
      }
      Map<String, String> others = new HashMap<>(query.filters());
      others.remove(filter);
      return list.page(actor, UUID.fromString(id), query.filteredBy(others));
    };
  }

  private interface Inner<T> {
    Result<Page<T>> page(Actor actor, UUID of, ListQuery query);
  }
}
