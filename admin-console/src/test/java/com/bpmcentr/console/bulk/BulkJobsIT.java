package com.bpmcentr.console.bulk;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static com.bpmcentr.console.Business.staff;
import static com.bpmcentr.console.job.Runners.LONG_LEASE;
import static com.bpmcentr.console.job.Runners.NO_LEASE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.activity.Activity;
import com.bpmcentr.console.activity.ActivityService;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.audit.AuditVerification;
import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.job.Block;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobDetail;
import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.job.Runners;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Environment;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BulkJobsIT {

  private static final UUID NOBODY = new UUID(0, 1);

  private static Business business;
  private static BulkService bulk;
  private static JobService jobs;
  private final List<AutoCloseable> runners = new ArrayList<>();

  @BeforeAll
  static void open() {
    business = Business.open();
    bulk = business.part(BulkService.class);
    jobs = business.part(JobService.class);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable runner : runners) {
      runner.close();
    }
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void revoke_manySubscriptions_changesEachOnceAndIssuesOneLicenseForACustomerOfABlock() {
    List<Subscription> all = subscriptions(30, 4);
    Subscription revoked = all.getFirst();
    business.subscriptions.revoke(owner(), revoked.id(), null, "before").orElseThrow();
    List<UUID> ids = new ArrayList<>(all.stream().map(Subscription::id).toList());
    ids.add(NOBODY);
    ids.add(revoked.id());
    long published = business.feed.size();

    Job job = accept("subscription", "revoke", ids, "fraud");
    assertThat(job.total()).isEqualTo(121);
    start(LONG_LEASE);
    JobDetail ended = awaitDone(job);

    assertThat(ended.job().done()).isEqualTo(119);
    assertThat(ended.job().refused()).isEqualTo(2);
    assertThat(refusals(ended))
        .containsExactlyInAnyOrder(
            new Refusal.NotFound("subscription", NOBODY.toString()),
            new Refusal.StateForbids("revoked", "revoke"));
    // 100 of 25 customers in the first block, of which the very first was revoked before; then 5.
    assertThat(business.feed.size() - published).isEqualTo(30);
    assertThat(ended.job().published()).isNotNull();
    for (Subscription subscription : all.subList(1, all.size())) {
      assertThat(revocations(subscription.id())).isEqualTo(1);
      assertThat(business.feed.license(subscription.customerId()).grants())
          .allMatch(grant -> grant.revokedAt() != null);
    }
    List<AuditEntry> entries = audit("subscription.revoke", all.get(5).id());
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().reason()).isEqualTo("fraud");
    assertThat(entries.getFirst().actorName()).isEqualTo(owner().name());
    assertThat(entries.getFirst().after().texts()).containsEntry("job", job.id().toString());
    assertThat(audit("subscription.revoke", NOBODY))
        .extracting(AuditEntry::outcome)
        .containsExactly(Outcome.REFUSED);
    assertThat(audit("subscription.bulk", job.id())).hasSize(1);
    assertThat(business.audit.verify(owner()).orElseThrow())
        .isInstanceOf(AuditVerification.Intact.class);
  }

  @Test
  void preview_ofEachType_saysWhatTheJobWouldDo_andDoesNothing() {
    List<Subscription> all = subscriptions(2, 2);
    business.subscriptions.revoke(owner(), all.getFirst().id(), null, "before").orElseThrow();
    List<UUID> ids = new ArrayList<>(all.stream().map(Subscription::id).toList());
    ids.add(NOBODY);
    ids.add(new UUID(0, 2));
    List<UUID> customers = all.stream().map(Subscription::customerId).distinct().toList();
    business.customers.block(owner(), customers.getFirst(), null, "before").orElseThrow();
    long published = business.feed.size();

    BulkPreview revoked = preview("subscription", "revoke", ids);
    assertThat(revoked.total()).isEqualTo(6);
    assertThat(revoked.possible()).isEqualTo(3);
    assertThat(revoked.refused())
        .containsExactly(
            new BulkPreview.Refused(new Refusal.NotFound("subscription", ""), 2),
            new BulkPreview.Refused(new Refusal.StateForbids("revoked", "revoke"), 1));
    assertThat(revoked.stops()).isNotNull();
    assertThat(revoked.stopping()).isEqualTo(3);
    assertThat(revoked.forGood()).isEqualTo(3);
    assertThat(preview("subscription", "suspend", ids).forGood()).isZero();
    assertThat(preview("subscription", "cancel", ids).stops()).isNull();
    assertThat(preview("subscription", "cancel", ids).stopping()).isZero();
    assertThat(preview("customer", "block", customers).possible()).isEqualTo(1);
    assertThat(preview("customer", "unblock", customers).possible()).isEqualTo(1);
    assertThat(preview("api-key", "revoke", List.of(NOBODY)).possible()).isZero();

    assertThat(business.feed.size()).isEqualTo(published);
    assertThat(revocations(all.getLast().id())).isZero();
  }

  @Test
  void preview_ofWhatCouldNotBeAskedFor_isRefusedInTheSameWay() {
    assertThat(
            refusal(
                bulk.preview(owner(), "subscription", "burn", new Selection.Ids(List.of(NOBODY)))))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(
            refusal(
                bulk.preview(owner(), "subscription", "revoke", new Selection.Matching(Map.of()))))
        .isEqualTo(new Refusal.Invalid("filter", "invalid.required"));
  }

  private static BulkPreview preview(String type, String action, List<UUID> ids) {
    return bulk.preview(owner(), type, action, new Selection.Ids(ids)).orElseThrow();
  }

  @Test
  void actions_oneAfterTheOther_moveASubscriptionAsTheSingleOnesDo() {
    Subscription subscription = subscriptions(1, 1).getFirst();
    start(LONG_LEASE);

    for (Map.Entry<String, SubscriptionStatus> step :
        List.of(
            Map.entry("suspend", SubscriptionStatus.SUSPENDED),
            Map.entry("resume", SubscriptionStatus.ACTIVE),
            Map.entry("cancel", SubscriptionStatus.CANCELED),
            Map.entry("reactivate", SubscriptionStatus.ACTIVE),
            Map.entry("revoke", SubscriptionStatus.REVOKED))) {
      Job job = accept("subscription", step.getKey(), List.of(subscription.id()), "why");
      assertThat(awaitDone(job).job().done()).as(step.getKey()).isEqualTo(1);
      assertThat(
              business.subscriptions.get(owner(), subscription.id()).orElseThrow().row().status())
          .isEqualTo(step.getValue());
    }
    assertThat(business.subscriptions.timeline(owner(), subscription.id()).orElseThrow())
        .extracting(event -> event.kind())
        .containsExactly(
            EventKind.REVOKED,
            EventKind.REACTIVATED,
            EventKind.CANCELED,
            EventKind.RESUMED,
            EventKind.SUSPENDED,
            EventKind.PAID,
            EventKind.CREATED);
  }

  @Test
  void customers_blockedAndUnblocked_areSoInTheirLicenses() {
    List<Customer> customers = Stream.generate(business::newCustomer).limit(3).toList();
    List<UUID> ids = customers.stream().map(Customer::id).toList();
    business.customers.block(owner(), ids.getFirst(), null, "before").orElseThrow();
    start(LONG_LEASE);

    JobDetail blocked = awaitDone(accept("customer", "block", ids, " fraud "));
    assertThat(blocked.job().done()).isEqualTo(2);
    assertThat(refusals(blocked)).containsExactly(new Refusal.StateForbids("blocked", "block"));
    assertThat(ids).allMatch(id -> business.feed.license(id).blocked());
    Customer.Block block = business.customers.get(owner(), ids.get(1)).orElseThrow().block();
    assertThat(block).isNotNull();
    assertThat(block.reason()).isEqualTo("fraud");

    JobDetail unblocked = awaitDone(accept("customer", "unblock", ids, null));
    assertThat(unblocked.job().done()).isEqualTo(3);
    assertThat(ids).noneMatch(id -> business.feed.license(id).blocked());
  }

  @Test
  void apiKeys_revoked_areSoInTheLicense() {
    Customer customer = business.newCustomer();
    NewApiKey asked = new NewApiKey("shop", Environment.PROD, null);
    List<UUID> keys =
        IntStream.range(0, 3)
            .mapToObj(
                _ ->
                    business
                        .apiKeys
                        .create(owner(), customer.id(), asked)
                        .orElseThrow()
                        .apiKey()
                        .id())
            .toList();
    long published = business.feed.size();
    start(LONG_LEASE);

    JobDetail ended = awaitDone(accept("api-key", "revoke", keys, "sold"));

    assertThat(ended.job().done()).isEqualTo(3);
    assertThat(business.feed.size() - published).isEqualTo(1);
    assertThat(business.feed.license(customer.id()).keys())
        .extracting(ApiKeyRef::revokedAt)
        .doesNotContainNull();
  }

  @Test
  void run_killedBeforeTheCommit_isResumedAndNothingIsDoneTwice() throws Exception {
    List<Subscription> all = subscriptions(3, 80);
    Job job = accept("subscription", "suspend", all.stream().map(Subscription::id).toList(), "why");
    CountDownLatch killed = new CountDownLatch(1);
    start(NO_LEASE, new DyingKind(business.part(BulkJobs.class), killed));
    assertThat(killed.await(20, SECONDS)).isTrue();
    runners.removeLast().close();
    assertThat(jobs.get(owner(), job.id()).orElseThrow().processed()).isEqualTo(100);

    start(LONG_LEASE);

    assertThat(awaitDone(job).job().done()).isEqualTo(240);
    assertThat(all)
        .allMatch(
            subscription ->
                business.subscriptions.timeline(owner(), subscription.id()).orElseThrow().size()
                    == 3);
  }

  @Test
  void run_twoConsolesAtOnce_doEachThingOnce() {
    List<UUID> ids = subscriptions(3, 80).stream().map(Subscription::id).toList();
    List<Job> both =
        List.of(
            accept("subscription", "revoke", ids, "one"),
            accept("subscription", "revoke", ids, "other"));

    start(NO_LEASE);
    start(NO_LEASE);

    long done = both.stream().mapToLong(job -> awaitDone(job).job().done()).sum();
    assertThat(done).isEqualTo(ids.size());
    assertThat(ids).allMatch(id -> revocations(id) == 1);
  }

  @Test
  void request_byFilter_takesWhatTheListShows() {
    Customer customer = business.newCustomer();
    Subscription active = business.newSubscription(customer, "rozetka", "1");
    Subscription held = business.newSubscription(customer, "rozetka", "2");
    Subscription other = business.newSubscription(customer, "prom-ua", "1");
    business.subscriptions.suspend(owner(), held.id(), null, "why").orElseThrow();
    Map<String, String> filters =
        Map.of(
            "customerId", customer.id().toString(), "status", "active", "connectorId", "rozetka");

    Job job =
        bulk.request(
                owner(),
                "subscription",
                new BulkRequest("revoke", new Selection.Matching(filters), "why"))
            .orElseThrow();
    start(LONG_LEASE);

    assertThat(awaitDone(job).rows().items())
        .extracting(result -> result.row().subject())
        .containsExactly(active.id());
    assertThat(revocations(other.id())).isZero();
    assertThat(job.parameter("filter.status")).isEqualTo("active");
  }

  /** All keys that begin with the same four characters were revoked instead of the one. */
  @Test
  void request_moreOfAKeyThanListsLookFor_isRefused() {
    Customer customer = business.newCustomer();
    String name = "shop-" + UUID.randomUUID();
    UUID one = business.importedKey(customer.id(), name + "-1").id();
    business.importedKey(customer.id(), name + "-2");

    for (String all : List.of(name + "-1", " " + name + "-2 ")) {
      assertThat(refusedKeys("prefix", all))
          .isEqualTo(new Refusal.Invalid("filter.prefix", InvalidKey.FILTER_KEY));
    }
    assertThat(refusedKeys("prefix", name))
        .isEqualTo(new Refusal.Invalid("filter.prefix", InvalidKey.FILTER_CUT, List.of("shop")));
    assertThat(refusedKeys("q", "of bpm_prod_AbCdEfGhIjKl"))
        .isEqualTo(
            new Refusal.Invalid("filter.q", InvalidKey.FILTER_CUT, List.of("of bpm_prod_AbCdEf")));
    assertThat(business.apiKeys.get(owner(), one).orElseThrow().revocation()).isNull();

    Map<String, String> both = Map.of("prefix", "shop", "customerId", customer.id().toString());
    assertThat(
            bulk.preview(owner(), "api-key", "revoke", new Selection.Matching(both))
                .orElseThrow()
                .total())
        .isEqualTo(2);
  }

  /** What was held before for another reason stays so. */
  @Test
  void request_onWhatAJobHasChanged_undoesThatAndNoMore() {
    Customer customer = business.newCustomer();
    Subscription first = business.newSubscription(customer, "rozetka", "1");
    Subscription held = business.newSubscription(customer, "rozetka", "2");
    Subscription other = business.newSubscription(customer, "rozetka", "3");
    business.subscriptions.suspend(owner(), held.id(), null, "chargeback").orElseThrow();
    List<UUID> ids = List.of(first.id(), held.id(), other.id());
    Job slip = accept("subscription", "suspend", ids, "a slip");
    Selection changed = new Selection.ChangedBy(slip.id());
    assertThat(refusal(bulk.preview(owner(), "subscription", "resume", changed)))
        .isEqualTo(new Refusal.StateForbids("queued", "undo"));
    start(LONG_LEASE);
    assertThat(awaitDone(slip).job().done()).isEqualTo(2);

    String opposite = BulkService.opposite(slip).orElseThrow();
    assertThat(opposite).isEqualTo("resume");
    BulkPreview preview = bulk.preview(owner(), "subscription", opposite, changed).orElseThrow();
    assertThat(preview.total()).isEqualTo(2);
    assertThat(preview.possible()).isEqualTo(2);
    Job undone =
        bulk.request(
                owner(),
                "subscription",
                new BulkRequest(opposite, changed, "undone", preview.selection()))
            .orElseThrow();

    assertThat(awaitDone(undone).rows().items())
        .extracting(result -> result.row().subject())
        .containsExactly(first.id(), other.id());
    assertThat(undone.parameter("job")).isEqualTo(slip.id().toString());
    assertThat(business.subscriptions.get(owner(), held.id()).orElseThrow().row().status())
        .isEqualTo(SubscriptionStatus.SUSPENDED);
    for (Selection wrong : List.of(changed, new Selection.ChangedBy(NOBODY))) {
      assertThat(refusal(bulk.preview(owner(), "customer", "unblock", wrong)))
          .isEqualTo(new Refusal.Invalid("job", InvalidKey.UNKNOWN));
    }
    assertThat(BulkService.opposite(accept("subscription", "revoke", ids, "x"))).isEmpty();
    assertThat(
            business
                .part(ActivityService.class)
                .of(staff(Role.BILLING), ActivitySubject.JOB, slip.id().toString(), 10)
                .orElseThrow()
                .newest())
        .extracting(Activity::what)
        .containsExactly("job.done", "job.start", "job.request");
  }

  private static Refusal refusedKeys(String filter, String value) {
    Selection selection = new Selection.Matching(Map.of(filter, value));
    Refusal refused = refusal(bulk.preview(owner(), "api-key", "revoke", selection));
    assertThat(
            refusal(
                bulk.request(owner(), "api-key", new BulkRequest("revoke", selection, "leaked"))))
        .isEqualTo(refused);
    return refused;
  }

  @Test
  void preview_revokeOfAnExpiredKey_stopsNobody() {
    UUID customer = business.newCustomer().id();
    NewApiKey hour =
        new NewApiKey("shop", Environment.PROD, Business.START.plus(Duration.ofHours(1)));
    UUID expired = business.apiKeys.create(owner(), customer, hour).orElseThrow().apiKey().id();
    UUID active =
        business
            .apiKeys
            .create(owner(), customer, new NewApiKey("shop", Environment.PROD, null))
            .orElseThrow()
            .apiKey()
            .id();
    business.clock.advance(Duration.ofHours(2));

    BulkPreview preview = preview("api-key", "revoke", List.of(expired, active));
    business.clock.set(Business.START);

    assertThat(preview.possible()).isEqualTo(2);
    assertThat(preview.stopping()).isEqualTo(1);
  }

  /** Cancelled in the days of grace it ends at once: whom that stops is to be said. */
  @Test
  void preview_cancelInGrace_saysThatItStops() {
    Subscription subscription = business.newSubscription(business.newCustomer(), "rozetka", "1");
    List<UUID> ids = List.of(subscription.id());
    assertThat(preview("subscription", "cancel", ids).stopping()).isZero();
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            update subscription
               set starts_at = starts_at - interval '32 days',
                   period_starts_at = period_starts_at - interval '32 days',
                   ends_at = :now - interval '1 hour'
             where id = :id
            """)
        .param("now", Business.START.atOffset(ZoneOffset.UTC))
        .param("id", subscription.id())
        .update();

    BulkPreview inGrace = preview("subscription", "cancel", ids);

    assertThat(inGrace.possible()).isEqualTo(1);
    assertThat(inGrace.stopping()).isEqualTo(1);
    assertThat(inGrace.forGood()).isEqualTo(1);
    assertThat(inGrace.stops()).isNotNull();
  }

  /** What was looked at is what is done: a number that was typed is of those and of no others. */
  @Test
  void request_othersMatchThanWerePreviewed_isRefusedAndDoesNothing() {
    Customer customer = business.newCustomer();
    business.newSubscription(customer, "rozetka", "1");
    Selection selection = new Selection.Matching(Map.of("customerId", customer.id().toString()));
    String previewed =
        bulk.preview(owner(), "subscription", "revoke", selection).orElseThrow().selection();
    Subscription late = business.newSubscription(customer, "rozetka", "2");
    BulkRequest asked = new BulkRequest("revoke", selection, "why", previewed);

    assertThat(refusal(bulk.request(owner(), "subscription", asked)))
        .isEqualTo(new Refusal.SelectionChanged(2));

    business.subscriptions.revoke(owner(), late.id(), null, "one instead of another");
    Selection one = new Selection.Ids(List.of(late.id()));
    String ofOne = bulk.preview(owner(), "subscription", "revoke", one).orElseThrow().selection();
    assertThat(ofOne).isNotEqualTo(previewed);
    String again =
        bulk.preview(owner(), "subscription", "revoke", selection).orElseThrow().selection();
    Job job =
        bulk.request(owner(), "subscription", new BulkRequest("revoke", selection, "why", again))
            .orElseThrow();
    assertThat(job.total()).isEqualTo(2);
  }

  @Test
  void request_filterThatMatchesNothing_isDoneAtOnce() {
    Job job =
        bulk.request(
                owner(),
                "customer",
                new BulkRequest("block", new Selection.Matching(Map.of("q", "no such")), "why"))
            .orElseThrow();
    start(LONG_LEASE);

    assertThat(awaitDone(job).job().processed()).isZero();
  }

  @Test
  void request_withoutAReason_isRefusedJustWhereTheSingleActionIs() {
    Customer customer = business.newCustomer();
    UUID key =
        business
            .apiKeys
            .create(owner(), customer.id(), new NewApiKey("shop", Environment.PROD, null))
            .orElseThrow()
            .apiKey()
            .id();

    assertThat(refusal(unreasoned("api-key", "revoke", key)))
        .isEqualTo(refusal(business.apiKeys.revoke(owner(), key, null)))
        .isEqualTo(new Refusal.Invalid("reason", InvalidKey.REQUIRED));
    assertThat(refusal(unreasoned("customer", "block", customer.id())))
        .isEqualTo(refusal(business.customers.block(owner(), customer.id(), null, "")));
    assertThat(unreasoned("customer", "unblock", customer.id())).isInstanceOf(Result.Done.class);
  }

  private static Result<Job> unreasoned(String type, String action, UUID id) {
    return bulk.request(
        owner(), type, new BulkRequest(action, new Selection.Ids(List.of(id)), null));
  }

  @Test
  void request_thatIsNotWhatItMustBe_isRefusedByName() {
    Selection one = new Selection.Ids(List.of(NOBODY));
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(BulkService.MOST + 1).toList();

    assertThat(invalid("explode", one, "why")).isEqualTo("action " + InvalidKey.BULK_ACTION);
    assertThat(invalid("change_account", one, "why")).isEqualTo("action " + InvalidKey.BULK_ACTION);
    assertThat(invalid("revoke", one, " ")).isEqualTo("reason " + InvalidKey.REQUIRED);
    assertThat(invalid("revoke", one, null)).isEqualTo("reason " + InvalidKey.REQUIRED);
    assertThat(invalid("revoke", one, "a\u0000")).isEqualTo("reason " + InvalidKey.CHARACTERS);
    assertThat(invalid("cancel", one, "x".repeat(501))).isEqualTo("reason " + InvalidKey.TOO_LONG);
    assertThat(invalid("revoke", new Selection.Ids(List.of()), "why"))
        .isEqualTo("ids " + InvalidKey.BULK_SIZE);
    assertThat(invalid("revoke", new Selection.Ids(many), "why"))
        .isEqualTo("ids " + InvalidKey.BULK_SIZE);
    assertThat(invalid("revoke", new Selection.Matching(Map.of()), "why"))
        .isEqualTo("filter " + InvalidKey.REQUIRED);
    assertThat(invalid("revoke", new Selection.Matching(Map.of("price", "1")), "why"))
        .isEqualTo("filter.price " + InvalidKey.FILTER);
    assertThat(invalid("revoke", new Selection.Matching(Map.of("status", "odd")), "why"))
        .isEqualTo("filter.status " + InvalidKey.FILTER_VALUE);
  }

  @Test
  void request_byARoleThatMayNot_isRefusedAndAudited() {
    Result<Job> refused =
        bulk.request(
            Business.staff(Role.SUPPORT),
            "subscription",
            new BulkRequest("revoke", new Selection.Ids(List.of(NOBODY)), "why"));

    assertThat(Business.refusal(refused)).isEqualTo(new Refusal.Forbidden(Permission.REVOKE));
  }

  private static String invalid(String action, Selection selection, @Nullable String reason) {
    Refusal refusal =
        Business.refusal(
            bulk.request(owner(), "subscription", new BulkRequest(action, selection, reason)));
    assertThat(refusal).isInstanceOf(Refusal.Invalid.class);
    Refusal.Invalid invalid = (Refusal.Invalid) refusal;
    return invalid.field() + " " + invalid.messageKey();
  }

  private static List<Subscription> subscriptions(int customers, int each) {
    return Stream.generate(business::newCustomer)
        .limit(customers)
        .flatMap(
            customer ->
                IntStream.range(0, each)
                    .mapToObj(i -> business.newSubscription(customer, "rozetka", "account-" + i)))
        .toList();
  }

  private static Job accept(String type, String action, List<UUID> ids, @Nullable String reason) {
    return bulk.request(owner(), type, new BulkRequest(action, new Selection.Ids(ids), reason))
        .orElseThrow();
  }

  private void start(Duration lease) {
    start(lease, business.part(BulkJobs.class));
  }

  private void start(Duration lease, JobKind kind) {
    runners.add(Runners.start(business, lease, kind));
  }

  private static JobDetail awaitDone(Job job) {
    await()
        .atMost(30, SECONDS)
        .until(() -> jobs.get(owner(), job.id()).orElseThrow().state() == JobState.DONE);
    return jobs.detail(owner(), job.id(), ListQuery.first(ListQuery.MOST_ROWS)).orElseThrow();
  }

  private static List<Refusal> refusals(JobDetail detail) {
    return detail.rows().items().stream()
        .flatMap(row -> Stream.ofNullable(row.row().refusal()))
        .toList();
  }

  private static long revocations(UUID subscription) {
    return business.subscriptions.timeline(owner(), subscription).orElseThrow().stream()
        .filter(event -> event.kind() == EventKind.REVOKED)
        .count();
  }

  private static List<AuditEntry> audit(String operation, UUID target) {
    return business
        .audit
        .list(
            owner(),
            new ListQuery(
                Map.of("operation", operation, "targetId", target.toString()), List.of(), 0, 10))
        .orElseThrow()
        .items();
  }

  /** Dies in the second block, after all has been written and before it is committed. */
  private record DyingKind(BulkJobs kind, CountDownLatch killed, AtomicInteger blocks)
      implements JobKind {

    DyingKind(BulkJobs kind, CountDownLatch killed) {
      this(kind, killed, new AtomicInteger());
    }

    @Override
    public String name() {
      return kind.name();
    }

    @Override
    public Set<Permission> permissions(Job job) {
      return kind.permissions(job);
    }

    @Override
    public Block next(Job job, Actor actor) {
      Block block = kind.next(job, actor);
      return new Block(
          block.position(),
          block.done(),
          block.refused(),
          block.last(),
          () -> {
            block.ending().run();
            // a dead one does not come to itself before it is stopped
            if (blocks.incrementAndGet() >= 2) {
              killed.countDown();
              throw new AssertionError("killed by the test");
            }
          });
    }
  }
}
