package com.bpmcentr.console.search;

import static com.bpmcentr.console.staff.Permission.READ;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;
import static java.util.function.Predicate.not;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.console.subscription.SubscriptionStatuses;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** Finds whatever has a page by what people know of it. */
@Service
public final class SearchService {

  private static final Attempt SEARCH = Attempt.on("search", "all", "find");

  /**
   * What names and addresses are written between, what a screen ends a key's prefix with, and what
   * nobody sees: pages put it around what is copied from them. Joiners are letters.
   */
  private static final String MARK = "[«»„“”\"<>,;…]|[\\p{Cf}&&[^\u200C\u200D]]|\\.{3}";

  private static final Pattern MARKS = Pattern.compile(MARK);
  private static final Pattern BETWEEN = Pattern.compile("(?:[\\s\\p{Z}]|" + MARK + ")+");

  private final AuditedOperations operations;
  private final SearchQuery query;
  private final SimilarQuery similar;
  private final PastedKeyQuery pasted;
  private final SubscriptionStatuses subscriptions;

  SearchService(
      AuditedOperations operations,
      SearchQuery query,
      SimilarQuery similar,
      PastedKeyQuery pasted,
      SubscriptionStatuses subscriptions) {
    this.operations = operations;
    this.query = query;
    this.similar = similar;
    this.pasted = pasted;
    this.subscriptions = subscriptions;
  }

  /**
   * By id, e-mail, name, company, Make account (also a former one), key prefix, invoice number,
   * payment reference or connector: a few of each kind, what meets it best first; where there is
   * nothing, customers of whom it is nearly a part. Members and their tokens are found by those who
   * may read them. One character finds nothing but an invoice. A whole key finds just itself; of
   * one that is not here only what is its prefix is looked at.
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
                .orElseGet(() -> named(actor, text)));
  }

  /** What is looked for: the words, and of a secret of ours, also a broken one, its prefix. */
  static String words(String text) {
    String words = BETWEEN.matcher(text).replaceAll(" ").strip();
    int secret = words.indexOf("bpm_");
    return secret < 0
        ? words
        : SecretPrefix.cut(words.substring(0, secret) + words.substring(secret).replace(" ", ""));
  }

  /** What stands between marks; of a secret as in {@link #words}. */
  private static List<String> pieces(String text) {
    String words = words(text);
    return words.contains("bpm_")
        ? List.of(words)
        : MARKS.splitAsStream(text).map(SearchService::words).filter(not(String::isEmpty)).toList();
  }

  private Result<List<Hit>> named(Actor actor, String text) {
    String typed = words(text);
    return FieldRules.optionalLine("q", typed)
        .<Result<List<Hit>>>map(Result::refused)
        .orElseGet(
            () ->
                Result.done(
                    SearchQuery.isEnough(typed) ? best(actor, typed, pieces(text)) : List.of()));
  }

  private List<Hit> best(Actor actor, String typed, List<String> pieces) {
    List<Hit> exact = exact(actor, typed, pieces);
    return exact.isEmpty() ? similar.find(typed) : exact;
  }

  /** What was found in two ways is there once, as what meets it better. */
  private List<Hit> exact(Actor actor, String typed, List<String> pieces) {
    Set<String> there = new HashSet<>();
    return withStatus(
        query.find(typed, pieces, actor.may(READ_STAFF)).stream()
            .sorted(Comparator.comparingInt((Hit hit) -> hit.rank(typed)).thenComparing(Hit::kind))
            .filter(hit -> there.add(hit.kind() + hit.id()))
            .toList());
  }

  private List<Hit> withStatus(List<Hit> hits) {
    List<UUID> found =
        hits.stream()
            .filter(hit -> hit.kind() == Hit.Kind.SUBSCRIPTION)
            .map(hit -> UUID.fromString(hit.id()))
            .toList();
    if (found.isEmpty()) {
      return hits;
    }
    Map<UUID, SubscriptionStatus> statuses = subscriptions.of(found);
    return hits.stream()
        .map(
            hit ->
                hit.kind() == Hit.Kind.SUBSCRIPTION
                    ? hit.with(statuses.get(UUID.fromString(hit.id())))
                    : hit)
        .toList();
  }
}
