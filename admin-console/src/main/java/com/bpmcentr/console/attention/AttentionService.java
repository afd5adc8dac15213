package com.bpmcentr.console.attention;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.due.DueService;
import com.bpmcentr.console.due.DueStandings;
import com.bpmcentr.console.edge.EdgeConcern;
import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.InvoiceTotal;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What needs attention now, each counted as its list would. */
@Service
public final class AttentionService {

  private static final Attempt GET = Attempt.on("attention", "all", "get");

  /** Beyond it nobody cares how many more; and so no count takes long. */
  static final int MOST = 10_000;

  private static final Duration SHARED_FOR = Duration.ofSeconds(5);

  private static final Duration TRIAL_ENDS_SOON = Duration.ofDays(2);
  private static final Duration DUE_SOON = Duration.ofDays(3);
  private static final Duration JOBS_OF = Duration.ofDays(7);

  private final AuditedOperations operations;
  private final SubscriptionService subscriptions;
  private final InvoiceService invoices;
  private final ApiKeyService keys;
  private final JobService jobs;
  private final EdgeService edges;
  private final DueService dueWork;
  private final PublishingAlarms alarms;
  private final Clock clock;
  private final SharedLook<Result<List<Need>>> shared;

  AttentionService(
      AuditedOperations operations,
      SubscriptionService subscriptions,
      InvoiceService invoices,
      ApiKeyService keys,
      JobService jobs,
      EdgeService edges,
      DueService dueWork,
      PublishingAlarms alarms,
      Clock clock) {
    this.operations = operations;
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.keys = keys;
    this.jobs = jobs;
    this.edges = edges;
    this.dueWork = dueWork;
    this.alarms = alarms;
    this.clock = clock;
    this.shared = new SharedLook<>(SHARED_FOR, clock);
  }

  /** The most urgent first; none: all is well. */
  public Result<List<Need>> needs(Actor actor) {
    return operations.read(actor, READ, GET, () -> Result.done(look(actor)));
  }

  /**
   * The same as they were at most {@link #SHARED_FOR} ago, looked up once for all who ask
   * meanwhile: for the many pages that look again and again.
   */
  public Result<List<Need>> recentNeeds(Actor actor) {
    return actor.may(READ) ? shared.get(() -> needs(actor)) : needs(actor);
  }

  private List<Need> look(Actor actor) {
    Instant now = clock.instant();
    // A link that says another time at each look could not be clicked.
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    List<Need> needs = new ArrayList<>();
    add(needs, Need.Kind.FEED_ALARMS, alarms.active().size(), "edges", Map.of());
    List<EdgeRow> all =
        edges.list(actor, ListQuery.first(ListQuery.MOST_ROWS)).orElseThrow().items();
    addEdges(all, needs, Need.Kind.EDGES_LOST, EdgeConcern.LOST);
    addEdges(all, needs, Need.Kind.EDGES_BEHIND, EdgeConcern.BEHIND);
    addEdges(all, needs, Need.Kind.EDGES_ALARM, EdgeConcern.ALARM);
    addDueWork(actor, needs, now);
    Map<String, String> failed =
        Map.of("state", JobState.FAILED.wireName(), "createdFrom", hour.minus(JOBS_OF).toString());
    long failedJobs = jobs.count(actor, failed, MOST + 1).orElseThrow();
    add(needs, Need.Kind.JOBS_FAILED, failedJobs, "jobs", failed);
    addInvoices(
        actor,
        needs,
        Need.Kind.INVOICES_OVERDUE,
        Map.of("status", InvoiceStatus.OVERDUE.wireName()));
    addSubscriptions(
        actor,
        needs,
        Need.Kind.PAYMENTS_OVERDUE,
        Map.of("status", SubscriptionStatus.PAST_DUE.wireName()));
    Map<String, String> shared = Map.of("attention", "shared");
    long sharedKeys = keys.count(actor, shared, MOST + 1).orElseThrow();
    add(needs, Need.Kind.KEYS_SHARED, sharedKeys, "api-keys", shared);
    addSubscriptions(
        actor,
        needs,
        Need.Kind.TRIALS_ENDING,
        Map.of(
            "status",
            SubscriptionStatus.TRIAL.wireName(),
            "endsUntil",
            hour.plus(TRIAL_ENDS_SOON).toString()));
    addInvoices(
        actor,
        needs,
        Need.Kind.INVOICES_DUE,
        Map.of(
            "status", InvoiceStatus.OPEN.wireName(), "dueUntil", hour.plus(DUE_SOON).toString()));
    return needs;
  }

  private static void addEdges(
      List<EdgeRow> all, List<Need> needs, Need.Kind kind, EdgeConcern concern) {
    long count = all.stream().filter(edge -> edge.concerns().contains(concern)).count();
    add(needs, kind, count, "edges", Map.of("attention", concern.wireName()));
  }

  private void addDueWork(Actor actor, List<Need> needs, Instant now) {
    List<DueStandings.Standing> standings = dueWork.standings(actor, MOST + 1).orElseThrow();
    long behind = standings.stream().filter(work -> work.isBehind(now)).count();
    long failed = standings.stream().mapToLong(DueStandings.Standing::failed).sum();
    add(needs, Need.Kind.DUE_WORK_BEHIND, behind, "due-work", Map.of());
    add(needs, Need.Kind.DUE_WORK_FAILED, failed, "due-work", Map.of());
  }

  private void addInvoices(
      Actor actor, List<Need> needs, Need.Kind kind, Map<String, String> filters) {
    long count = invoices.count(actor, filters, MOST + 1).orElseThrow();
    List<Money> sums =
        count == 0 || count > MOST
            ? List.of()
            : invoices.totals(actor, filters).orElseThrow().stream()
                .map(InvoiceTotal::amount)
                .toList();
    add(needs, kind, count, "invoices", filters, sums);
  }

  private void addSubscriptions(
      Actor actor, List<Need> needs, Need.Kind kind, Map<String, String> filters) {
    long count = subscriptions.count(actor, filters, MOST + 1).orElseThrow();
    add(needs, kind, count, "subscriptions", filters);
  }

  private static void add(
      List<Need> needs, Need.Kind kind, long count, String list, Map<String, String> filters) {
    add(needs, kind, count, list, filters, List.of());
  }

  private static void add(
      List<Need> needs,
      Need.Kind kind,
      long count,
      String list,
      Map<String, String> filters,
      List<Money> sums) {
    if (count > 0) {
      needs.add(new Need(kind, Math.min(count, MOST), count > MOST, list, filters, sums));
    }
  }
}
