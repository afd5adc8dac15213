package com.bpmcentr.console.view;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** A member's own saved views. What they show, the list itself decides when it is opened. */
@Service
public final class SavedViewService {

  /** Of one list; more are no help in finding one. */
  public static final int MOST = 30;

  private static final String TYPE = "saved-view";
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_QUERY = 2_000;

  /** The lists that have views, by their screens' paths; a job's results, whichever job's. */
  public static final Set<String> LISTS =
      Set.of(
          "customers",
          "subscriptions",
          "invoices",
          "notices",
          "api-keys",
          "connectors",
          "prices",
          "jobs",
          "job-results",
          "imports",
          "audit",
          "edges",
          "due-work",
          "staff",
          "access-tokens");

  private static final Pattern QUERY = Pattern.compile("[!-~]+");

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final SavedViewRepository views;
  private final PastedKeyQuery keys;
  private final Ids ids;
  private final Clock clock;

  SavedViewService(
      AuditedOperations operations,
      AuditLog audit,
      SavedViewRepository views,
      PastedKeyQuery keys,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.views = views;
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /** The actor's views of the list, by name. */
  public Result<List<SavedView>> list(Actor actor, String list) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, list, "list"),
        () -> {
          if (!LISTS.contains(list)) {
            return Result.refused(new Refusal.Invalid("list", InvalidKey.UNKNOWN));
          }
          return Result.done(actor.staffId() == null ? List.of() : views.of(actor.staffId(), list));
        });
  }

  /**
   * Saves it; a name that the actor has used for the list already means the new one from now on.
   *
   * @param asked the list's state as its address has it; of a secret in it the prefix is kept
   */
  public Result<SavedView> save(Actor actor, String list, String name, String asked) {
    String query = SecretPrefix.cut(asked);
    Attempt attempt = Attempt.on(TYPE, list, "save");
    return operations.change(
        actor,
        READ,
        attempt,
        () -> {
          UUID member = actor.staffId();
          Optional<Refusal> problem = problem(list, name, query);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          if (member == null) {
            return Result.refused(new Refusal.Forbidden(READ));
          }
          views.lock(member);
          String kept = name.strip();
          List<SavedView> present = views.of(member, list);
          if (present.size() >= MOST && present.stream().noneMatch(v -> v.name().equals(kept))) {
            return Result.refused(new Refusal.LimitReached("views", MOST));
          }
          SavedView view = new SavedView(ids.next(), list, kept, query, clock.instant());
          SavedView saved = views.save(member, view);
          audit.record(actor, attempt.made(saved.id()), Facts.NONE, facts(saved));
          return Result.done(saved);
        });
  }

  public Result<String> remove(Actor actor, UUID id) {
    Attempt attempt = Attempt.on(TYPE, id, "remove");
    return operations.change(
        actor,
        READ,
        attempt,
        () -> {
          Optional<String> removed =
              actor.staffId() == null ? Optional.empty() : views.remove(actor.staffId(), id);
          if (removed.isEmpty()) {
            return Result.notFound(TYPE, id);
          }
          audit.record(actor, attempt, Facts.NONE.with("name", removed.get()), Facts.NONE);
          return Result.done(removed.get());
        });
  }

  private Optional<Refusal> problem(String list, String name, String query) {
    if (!LISTS.contains(list)) {
      return Optional.of(new Refusal.Invalid("list", InvalidKey.UNKNOWN));
    }
    if (query.length() > LONGEST_QUERY) {
      return Optional.of(new Refusal.Invalid("query", InvalidKey.TOO_LONG, List.of(LONGEST_QUERY)));
    }
    if (!QUERY.matcher(query).matches()) {
      return Optional.of(new Refusal.Invalid("query", InvalidKey.CHARACTERS));
    }
    if (keys.filterWithAKey(values(query)).isPresent()) {
      return Optional.of(new Refusal.Invalid("query", InvalidKey.FILTER_KEY));
    }
    if (name.strip().length() > LONGEST_NAME) {
      return Optional.of(new Refusal.Invalid("name", InvalidKey.TOO_LONG, List.of(LONGEST_NAME)));
    }
    return FieldRules.line("name", name.strip()).map(Refusal.class::cast);
  }

  /** What the query asks for, as it was typed. */
  private static Map<String, String> values(String query) {
    Map<String, String> values = new HashMap<>();
    for (String part : query.split("&", -1)) {
      // a name may be there twice
      values.put(part, decoded(part.substring(part.indexOf('=') + 1)));
    }
    return values;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEncoding) {
      return value;
    }
  }

  private static Facts facts(SavedView view) {
    return Facts.NONE
        .with("list", view.list())
        .with("name", view.name())
        .with("query", view.query());
  }
}
