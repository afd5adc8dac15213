package com.bpmcentr.console.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.job.Requesters;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Lists as files. Each part is read in a transaction of its own, so that a slow reader holds
 * nothing in the database; what changes meanwhile is in the file as it was when its part was read.
 */
@Service
public final class ExportService {

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Map<String, ExportedList<?>> lists;
  private final Requesters requesters;
  private final PastedKeyQuery keys;
  private final Clock clock;

  ExportService(
      AuditedOperations operations,
      AuditLog audit,
      List<ExportedLists> lists,
      Requesters requesters,
      PastedKeyQuery keys,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.lists =
        lists.stream()
            .flatMap(each -> each.lists().stream())
            .collect(Collectors.toUnmodifiableMap(ExportedList::name, Function.identity()));
    this.requesters = requesters;
    this.keys = keys;
    this.clock = clock;
  }

  /** The lists that can be had as files. */
  public Set<String> names() {
    return lists.keySet();
  }

  /**
   * All rows that the filters leave, the newest first. It is in the audit log before the first row
   * goes out.
   *
   * @param list {@code customers}, as the API's path has it
   * @param filters as the list has them
   */
  public Result<CsvFile> export(Actor actor, String list, Map<String, String> filters) {
    ExportedList<?> found = lists.get(list);
    return found == null ? Result.notFound("list", list) : export(actor, found, filters);
  }

  private <T> Result<CsvFile> export(Actor actor, ExportedList<T> list, Map<String, String> asked) {
    Map<String, String> filters = SecretPrefix.cut(asked);
    Attempt attempt = Attempt.on(list.type(), "all", "export");
    return operations.change(
        actor,
        list.permission(),
        attempt,
        () ->
            first(actor, list, asked)
                .map(
                    first -> {
                      audit.record(actor, attempt, Facts.NONE, facts(list, filters));
                      return out -> write(actor, list, filters, first.items(), out);
                    }));
  }

  private <T> Result<Page<T>> first(
      Actor actor, ExportedList<T> list, Map<String, String> filters) {
    return keys.filterWithAKey(filters)
        .<Result<Page<T>>>map(
            filter -> Result.refused(new Refusal.Invalid(filter, InvalidKey.FILTER_KEY)))
        .orElseGet(() -> list.source().apply(actor, ListQuery.part(filters, null)));
  }

  private <T> void write(
      Actor actor,
      ExportedList<T> list,
      Map<String, String> filters,
      List<T> first,
      OutputStream out)
      throws IOException {
    Instant asked = clock.instant();
    out.write((Csv.BYTE_ORDER_MARK + list.header()).getBytes(UTF_8));
    List<T> part = first;
    while (!part.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      part.forEach(row -> lines.append(list.line(row)));
      out.write(lines.toString().getBytes(UTF_8));
      out.flush();
      part =
          part.size() < ListQuery.MOST_ROWS
              ? List.of()
              : next(actor, asked, list, filters, list.key().apply(part.getLast()));
    }
  }

  /** With the rights of now: who has lost them meanwhile gets no more. */
  private <T> List<T> next(
      Actor actor, Instant asked, ExportedList<T> list, Map<String, String> filters, Object last)
      throws IOException {
    Actor present = requesters.requireStill(actor, asked, list.permission());
    return switch (list.source().apply(present, ListQuery.part(filters, last))) {
      case Result.Done<Page<T>>(Page<T> page, _) -> page.items();
      case Result.Refused<Page<T>>(Refusal refusal) ->
          throw new IOException("the rest may not be read: " + refusal);
    };
  }

  private static Facts facts(ExportedList<?> list, Map<String, String> filters) {
    return Facts.NONE.with("list", list.name()).withFilters(filters);
  }
}
