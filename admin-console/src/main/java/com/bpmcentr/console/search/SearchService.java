package com.bpmcentr.console.search;

import static com.bpmcentr.console.staff.Permission.READ;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Finds whatever has a page by what people know of it. */
@Service
public final class SearchService {

  private static final Attempt SEARCH = Attempt.on("search", "all", "find");

  private final AuditedOperations operations;
  private final SearchQuery query;
  private final PastedKeyQuery pasted;

  SearchService(AuditedOperations operations, SearchQuery query, PastedKeyQuery pasted) {
    this.operations = operations;
    this.query = query;
    this.pasted = pasted;
  }

  /**
   * By id, e-mail, name, company, Make account (also a former one), key prefix, invoice number,
   * payment reference or connector: a few of each kind, what meets it best first. Members and their
   * tokens are found by those who may read them. One character finds nothing but an invoice. A
   * whole key finds just itself; of one that is not here only what is its prefix is looked at.
   */
  public Result<List<Hit>> find(Actor actor, String text) {
    return operations.read(
        actor,
        READ,
        SEARCH,
        () ->
            pasted
                .find(text)
                .map(key -> Result.done(query.key(key)))
                .orElseGet(() -> named(actor, SecretPrefix.cut(text.strip()))));
  }

  private Result<List<Hit>> named(Actor actor, String typed) {
    return FieldRules.optionalLine("q", typed)
        .<Result<List<Hit>>>map(Result::refused)
        .orElseGet(() -> Result.done(SearchQuery.isEnough(typed) ? best(actor, typed) : List.of()));
  }

  /** What was found in two ways is there once, as what meets it better. */
  private List<Hit> best(Actor actor, String typed) {
    Set<String> there = new HashSet<>();
    return query.find(typed, actor.may(READ_STAFF)).stream()
        .sorted(Comparator.comparingInt((Hit hit) -> hit.rank(typed)).thenComparing(Hit::kind))
        .filter(hit -> there.add(hit.kind() + hit.id()))
        .toList();
  }
}
