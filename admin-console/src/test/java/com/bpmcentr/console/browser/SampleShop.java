package com.bpmcentr.console.browser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.imports.ImportState;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.DiscountForm;
import com.bpmcentr.console.subscription.DiscountService;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.OnStale;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers with subscriptions and keys in many states, made once for all tests that look. */
@TestComponent
public class SampleShop {

  private final TestStaff staff;
  private final Newcomers newcomers;
  private final CustomerService customers;
  private final SubscriptionService subscriptions;
  private final InvoiceService invoices;
  private final ApiKeyService keys;
  private final ImportService imports;
  private final BulkService bulk;
  private final JobService jobs;
  private final AccessTokens tokens;
  private final JdbcClient database;
  private final SampleEdge edge;
  private final DiscountService discounts;
  private final ConnectorService connectors;
  private final StaffAccounts accounts;
  private final Map<String, String> screens = new LinkedHashMap<>();
  private final Map<String, String> more = new LinkedHashMap<>();

  SampleShop(
      TestStaff staff,
      CustomerService customers,
      SubscriptionService subscriptions,
      Newcomers newcomers,
      InvoiceService invoices,
      ApiKeyService keys,
      ImportService imports,
      BulkService bulk,
      JobService jobs,
      AccessTokens tokens,
      DiscountService discounts,
      ConnectorService connectors,
      StaffAccounts accounts,
      SampleEdge edge,
      JdbcClient database) {
    this.staff = staff;
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.newcomers = newcomers;
    this.invoices = invoices;
    this.keys = keys;
    this.imports = imports;
    this.bulk = bulk;
    this.jobs = jobs;
    this.tokens = tokens;
    this.discounts = discounts;
    this.connectors = connectors;
    this.accounts = accounts;
    this.edge = edge;
    this.database = database;
  }

  /** Each screen's name and path. */
  Map<String, String> screens() {
    return Collections.unmodifiableMap(screens);
  }

  /** Those, and pages that nobody takes a picture of. */
  Map<String, String> places() {
    Map<String, String> places = new HashMap<>(screens);
    places.putAll(more);
    return places;
  }

  /** Other tests may have put the edge's words away. */
  synchronized void open() {
    if (screens.isEmpty()) {
      fill();
    }
    edge.tell();
  }

  private void fill() {
    Actor owner = staff.member(Role.OWNER).actor();
    UUID shop =
        newcomers.customer("shop", "Марія Об’єднана", "ТОВ «Ромашка й партнери»", Language.UK).id();
    UUID active = newcomers.paid(shop, "rozetka", "1234567");
    UUID held = newcomers.paid(shop, "prom-ua", "7654321");
    UUID revoked = newcomers.paid(shop, "creatio", null);
    newcomers.trial(shop, "nova-poshta");
    subscriptions.suspend(owner, held, null, "Перевіряємо платіж").orElseThrow();
    subscriptions.revoke(owner, revoked, null, "Порушення умов користування").orElseThrow();
    UUID rotated = key(owner, shop, "Основний склад");
    RevealedApiKey successor =
        keys.rotate(owner, rotated, Duration.ofDays(7), "test").orElseThrow();
    keys.revoke(owner, key(owner, shop, "Старий сайт"), "Ключ потрапив у відкритий код")
        .orElseThrow();
    UUID blocked =
        newcomers.customer("blocked", "John Smith", "Smith & Sons Trading Ltd", Language.EN).id();
    customers.block(owner, blocked, null, "Chargeback of three payments").orElseThrow();
    addPlaces(
        owner,
        newcomers
            .customer(
                "long",
                "Інтернет-магазин «Дуже довга назва, яка перевіряє перенесення рядків»",
                "Товариство з обмеженою відповідальністю «Найдовша назва компанії в переліку»",
                Language.RU)
            .id());
    screens.put("home", "home");
    screens.put("customers", "customers");
    screens.put("customers-filtered", "customers?q=shop&blocked=false");
    screens.put("customers-nothing-found", "customers?q=no-such-customer");
    screens.put("customer", "customers/" + shop);
    screens.put("customer-blocked", "customers/" + blocked);
    screens.put("subscriptions", "subscriptions");
    screens.put("subscription-active", "subscriptions/" + active);
    screens.put("invoices", "invoices");
    told(active);
    screens.put("notices", "notices");
    screens.put("invoice", "invoices/" + newestInvoice(owner, active));
    screens.put("subscription-suspended", "subscriptions/" + held);
    screens.put("subscription-revoked", "subscriptions/" + revoked);
    screens.put("api-keys", "api-keys");
    screens.put("api-key-retiring", "api-keys/" + rotated);
    screens.put("api-key", "api-keys/" + successor.apiKey().id());
    screens.put("connectors", "connectors");
    screens.put("connector", "connectors/rozetka");
    screens.put("prices", "prices");
    screens.put("jobs", "jobs");
    screens.put("due-work", "due-work");
    screens.put("job-done", "jobs/" + revokedInBulk(owner, revoked));
    standing(owner, "queued", 0, null);
    screens.put("job-running", "jobs/" + standing(owner, "running", 4_200, null));
    screens.put(
        "job-failed", "jobs/" + standing(owner, "failed", 700, "job.error.requester-forbidden"));
    screens.put("edges", "edges");
    screens.put("edge", "edges/" + SampleEdge.ID);
    screens.put("explain", "explain?apiKeyId=" + rotated + "&connector=rozetka&account=1234567");
    screens.put(
        "explain-refused", "explain?apiKeyId=" + rotated + "&connector=prom-ua&account=7654321");
    screens.put("imports", "imports");
    screens.put("import", "imports/" + importOf(owner));
    screens.put("import-receiving", "imports/" + receiving(owner, false));
    screens.put("import-broken-off", "imports/" + receiving(owner, true));
    screens.put("audit", "audit");
    screens.put("staff", "staff");
    screens.put("staff-member", "staff/" + member(owner));
    screens.put("access-tokens", "access-tokens");
    screens.put("account", "account");
    screens.put("settings", "settings");
    screens.put("signing-keys", "signing-keys");
    screens.put("not-found", "customers/no-such-page");
  }

  /** What is canceled, owed, not published yet, and a member who is locked out. */
  private void addPlaces(Actor owner, UUID customer) {
    UUID canceled = newcomers.paid(customer, "rozetka", "33");
    discounts
        .give(
            owner,
            customer,
            Set.of(canceled),
            Map.of(),
            new DiscountForm("10", null, "Давній клієнт", null))
        .orElseThrow();
    subscriptions.cancel(owner, canceled, null, "Сезон закінчився").orElseThrow();
    more.put("subscription-canceled", "subscriptions/" + canceled);
    UUID unpaid = newcomers.unpaid(customer, "prom-ua", "33");
    more.put("invoice-open", "invoices/" + newestInvoice(owner, unpaid));
    connectors
        .create(
            owner,
            "sample-draft",
            new ConnectorDetails(
                "Чернетка",
                "crm",
                Category.PREMIUM,
                ConnectorState.DRAFT,
                Duration.ofHours(72),
                OnStale.REFUSE))
        .orElseThrow();
    connectors.addSecret(owner, "sample-draft", Duration.ZERO, "test").orElseThrow();
    more.put("connector-draft", "connectors/sample-draft");
    UUID member = staff.newMember(Role.SUPPORT).account().id();
    accounts.disable(owner, member, null, "Звільнився").orElseThrow();
    database
        .sql("update staff set locked_until = now() + interval '1 day' where id = :id")
        .param("id", member)
        .update();
    more.put("staff-locked-out", "staff/" + member);
  }

  /** As the console records what falls due, which would take weeks. */
  private void told(UUID subscription) {
    database
        .sql(
            """
            insert into subscription_event
                (subscription_id, at, kind, actor_name, before, after, due_at)
            select s.id, d.due_at, d.kind, 'console', '{}',
                jsonb_build_object('endsAt', s.ends_at) || d.facts, d.due_at
              from subscription s, (values
                  ('renewal_ahead', now() - interval '3 days', '{}'::jsonb),
                  ('payment_overdue', now() - interval '2 days', '{"step":"2","days":"3"}'),
                  ('price_ahead', now() - interval '1 day', '{"price":"18.00 USD"}')
                ) d (kind, due_at, facts)
             where s.id = :id
            """)
        .param("id", subscription)
        .update();
  }

  private UUID importOf(Actor owner) {
    String lines =
        """
        {"externalId":"site-1","email":"site-1@shop.example","name":"Іван","country":"UA","locale":"uk",\
        "keys":[{"name":"Сайт","environment":"prod"}]}
        {"externalId":"site-2","email":"shop@shop.example","name":"Іван","country":"UA","locale":"uk"}
        {"externalId":"site-3","email":"site-3@shop.example","nmae":"Іван","country":"UA","locale":"uk"}
        {"externalId":"site-4",
        """;
    try {
      UUID id =
          imports
              .receive(owner, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))
              .orElseThrow()
              .id();
      await().until(() -> imports.get(owner, id).orElseThrow().state() == ImportState.DONE);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An import whose lines have stopped coming, given up or not. */
  private UUID receiving(Actor owner, boolean brokenOff) {
    return database
        .sql(
            """
            insert into customer_import (id, created_by, created_at, alive_at, lines, broken_off_at)
            values (uuidv7(), :name, now(), now() + interval '1 day', 41203,
                case when :brokenOff then now() end)
            returning id
            """)
        .param("name", owner.name())
        .param("brokenOff", brokenOff)
        .query(UUID.class)
        .single();
  }

  /** Two that can be revoked and, twice, one that cannot. */
  private UUID revokedInBulk(Actor owner, UUID revoked) {
    UUID customer = newcomers.customer("bulk", "Склад «Північ»", "ТОВ «Північ»", Language.UK).id();
    List<UUID> ids =
        List.of(
            newcomers.paid(customer, "rozetka", "22"),
            revoked,
            newcomers.paid(customer, "prom-ua", "22"),
            new UUID(0, 7));
    String reason = "Виявлено перепродаж ключів, рішення служби безпеки № 17";
    UUID job =
        bulk.request(
                owner, "subscription", new BulkRequest("revoke", new Selection.Ids(ids), reason))
            .orElseThrow()
            .id();
    await().atMost(30, SECONDS).until(() -> jobs.get(owner, job).orElseThrow().state().hasEnded());
    return job;
  }

  /** With a token that works and one that was revoked. */
  private UUID member(Actor owner) {
    UUID member = staff.newMember(Role.BILLING).account().id();
    UUID old = tokens.create(owner, member, "Звіти в 1С", null).orElseThrow().token().id();
    tokens.revoke(owner, old, "Програму більше не використовують").orElseThrow();
    return member;
  }

  /** A job that stands still: of a kind that nobody works on. */
  private UUID standing(Actor owner, String state, int done, @Nullable String error) {
    UUID id = standingJob(owner, state, done, error);
    database
        .sql(
            """
            insert into job_row (job_id, number, subject, outcome)
            select :job, row_number() over (order by c.id), c.id,
                case when row_number() over (order by c.id) <= :done / 2000 then 'done' end
              from customer c
             where c.email like '%@shop.example'
            """)
        .param("job", id)
        .param("done", done)
        .update();
    return id;
  }

  private UUID standingJob(Actor owner, String state, int done, @Nullable String error) {
    return database
        .sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                reason, parameters, total, position, done, refused, created_at, started_at,
                ended_at, error)
            values (uuidv7(), 'sample', :state, :id, :name, 'api', 'Закриття тестових облікових записів',
                '{"type":"customer","action":"block","filter.country":"UA","filter.q":"test"}',
                10000, :done, :done, :done / 100, now() - interval '9 s',
                case when :state <> 'queued' then now() - interval '8 s' end,
                case when :state = 'failed' then now() end, :error)
            returning id
            """)
        .param("state", state)
        .param("id", owner.staffId())
        .param("name", owner.name())
        .param("done", done)
        .param("error", error)
        .query(UUID.class)
        .single();
  }

  private UUID newestInvoice(Actor owner, UUID subscription) {
    return invoices
        .list(
            owner,
            new ListQuery(Map.of("subscriptionId", subscription.toString()), List.of(), 0, 1))
        .orElseThrow()
        .items()
        .getFirst()
        .invoice()
        .id();
  }

  private UUID key(Actor owner, UUID customer, String name) {
    return keys.create(owner, customer, new NewApiKey(name, Environment.PROD, null))
        .orElseThrow()
        .apiKey()
        .id();
  }
}
