package com.bpmcentr.console.search;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

/** Finds customers, subscriptions, keys, invoices and connectors by what people know of them. */
@Service
public final class SearchService {

  private static final Attempt SEARCH = new Attempt("search.find", "search", "all", null);

  private final AuditedOperations operations;
  private final SearchQuery query;
  private final PastedKeyQuery pasted;

  SearchService(AuditedOperations operations, SearchQuery query, PastedKeyQuery pasted) {
    this.operations = operations;
    this.query = query;
    this.pasted = pasted;
  }

  /**
   * By id, e-mail, name, company, Make account, key prefix, invoice number or connector: a few of
   * each kind, what meets it best first. One character finds nothing but an invoice. A whole key
   * finds just itself; of one that is not here only what is its prefix is looked at.
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
                .orElseGet(() -> named(SecretPrefix.cut(text.strip()))));
  }

  private Result<List<Hit>> named(String typed) {
    return FieldRules.optionalLine("q", typed)
        .<Result<List<Hit>>>map(Result::refused)
        .orElseGet(() -> Result.done(SearchQuery.isEnough(typed) ? best(typed) : List.of()));
  }

  private List<Hit> best(String typed) {
    return query.find(typed).stream()
        .distinct()
        .sorted(Comparator.comparingInt((Hit hit) -> hit.rank(typed)).thenComparing(Hit::kind))
        .toList();
  }
}
