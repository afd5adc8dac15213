package com.bpmcentr.console.customer;

import static com.bpmcentr.console.Business.details;
import static com.bpmcentr.console.Business.newEmail;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.MillionRows;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal.AlreadyExists;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Refusal.NotFound;
import com.bpmcentr.console.operation.Refusal.StateForbids;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class CustomerServiceIT {

  private static Business business;
  private static CustomerService customers;

  @BeforeAll
  static void open() {
    business = Business.open();
    customers = business.customers;
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void create_details_areTrimmedAndKept() {
    Customer created =
        customers
            .create(
                owner(),
                new CustomerDetails(" Oksana@Shop.example ", " Оксана ", " ", "ua", Language.UK))
            .orElseThrow();

    assertThat(created.details())
        .isEqualTo(new CustomerDetails("Oksana@Shop.example", "Оксана", null, "UA", Language.UK));
    assertThat(customers.get(owner(), created.id()).orElseThrow()).isEqualTo(created);
  }

  /** An index that holds names and what is searched takes no entry of more than 2,704 bytes. */
  @Test
  void create_longestOfAll_isKept() {
    Random random = new Random(1);
    // Four bytes each, and nothing that can be packed.
    Supplier<String> longest =
        () ->
            random
                .ints(200, 0x20000, 0x2A6D0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    String label = "x" + Long.toString(random.nextLong(1L << 60), 36);
    String email = "a".repeat(64 - label.length()) + label + "@" + ("b".repeat(62) + ".").repeat(2);
    var details =
        new CustomerDetails(
            email + "c".repeat(254 - email.length()),
            longest.get(),
            longest.get(),
            "UA",
            Language.UK);

    assertThat(customers.create(owner(), details).orElseThrow().details()).isEqualTo(details);
  }

  @Test
  void create_emailInOtherCase_alreadyExists() {
    String email = newEmail();
    customers.create(owner(), details(email)).orElseThrow();

    assertThat(refusal(customers.create(owner(), details(email.toUpperCase(Locale.ROOT)))))
        .isEqualTo(new AlreadyExists("email"));
  }

  @Test
  void create_sameEmailAtOnce_exactlyOneIsMade() throws Exception {
    String email = newEmail();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Result<Customer>>> attempts =
          IntStream.range(0, 6)
              .<Callable<Result<Customer>>>mapToObj(
                  _ -> () -> customers.create(owner(), details(email)))
              .toList();
      int made = 0;
      for (var future : threads.invokeAll(attempts)) {
        made += future.get() instanceof Result.Done<Customer> ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void create_malformed_namesTheField(CustomerDetails details, Invalid invalid) {
    assertThat(refusal(customers.create(owner(), details))).isEqualTo(invalid);
  }

  private static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(details("nobody"), new Invalid("email", InvalidKey.EMAIL)),
        Arguments.of(details("nul\u0000@x.ua"), new Invalid("email", InvalidKey.CHARACTERS)),
        Arguments.of(
            new CustomerDetails("a@x.ua", "\u202Eevil", null, "UA", Language.UK),
            new Invalid("name", InvalidKey.CHARACTERS)),
        Arguments.of(
            new CustomerDetails("a@x.ua", "", null, "UA", Language.UK),
            new Invalid("name", InvalidKey.REQUIRED)),
        Arguments.of(
            new CustomerDetails("a@x.ua", "x", "y".repeat(201), "UA", Language.UK),
            new Invalid("company", InvalidKey.TOO_LONG, List.of(200))),
        Arguments.of(
            new CustomerDetails("a@x.ua", "x", null, "ZZ", Language.UK),
            new Invalid("country", InvalidKey.COUNTRY)));
  }

  @Test
  void edit_staleVersion_isAConflict() {
    Customer seen = business.newCustomer();
    CustomerDetails changed = details(newEmail());
    Customer edited = customers.edit(owner(), seen.id(), seen.version(), changed).orElseThrow();

    assertThat(edited.details()).isEqualTo(changed);
    assertThat(edited.version()).isEqualTo(1);
    assertThat(refusal(customers.edit(owner(), seen.id(), 0, details(newEmail()))))
        .isEqualTo(new VersionConflict(0, 1));
  }

  @Test
  void edit_twoStaffAtOnce_oneIsToldOfTheOther() throws Exception {
    Customer seen = business.newCustomer();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Result<Customer>>> attempts =
          IntStream.range(0, 2)
              .<Callable<Result<Customer>>>mapToObj(
                  _ -> () -> customers.edit(owner(), seen.id(), 0, details(newEmail())))
              .toList();
      List<Result<Customer>> results = new ArrayList<>();
      for (var future : threads.invokeAll(attempts)) {
        results.add(future.get());
      }
      assertThat(results).filteredOn(Result.Done.class::isInstance).hasSize(1);
      assertThat(results).contains(Result.refused(new VersionConflict(0, 1)));
    }
  }

  @Test
  void blockAndUnblock_reachTheLicense() {
    Customer customer = business.newCustomer();

    customers.block(owner(), customer.id(), null, "chargeback").orElseThrow();
    assertThat(business.feed.license(customer.id()).blocked()).isTrue();
    assertThat(refusal(customers.block(owner(), customer.id(), null, "again")))
        .isEqualTo(new StateForbids("blocked", "block"));

    customers.unblock(owner(), customer.id(), null, "paid").orElseThrow();
    assertThat(business.feed.license(customer.id()).blocked()).isFalse();
    assertThat(business.feed.license(customer.id()).version()).isEqualTo(2);
    assertThat(refusal(customers.unblock(owner(), customer.id(), null, null)))
        .isEqualTo(new StateForbids("unblocked", "unblock"));
  }

  /** Who takes back what they did must not take back what a colleague did since. */
  @Test
  void unblock_blockedAnewSinceItWasLookedAt_isAConflict() {
    Customer customer = business.newCustomer();
    Customer seen = customers.block(owner(), customer.id(), 0, "chargeback").orElseThrow();
    customers.unblock(owner(), customer.id(), seen.version(), "paid").orElseThrow();
    customers.block(owner(), customer.id(), null, "fraud").orElseThrow();

    assertThat(refusal(customers.unblock(owner(), customer.id(), seen.version(), "undone")))
        .isEqualTo(new VersionConflict(1, 3));
    assertThat(refusal(customers.block(owner(), customer.id(), 2, "again")))
        .isEqualTo(new VersionConflict(2, 3));
    assertThat(business.feed.license(customer.id()).blocked()).isTrue();
  }

  @Test
  void block_withoutReason_namesTheField() {
    Customer customer = business.newCustomer();

    assertThat(refusal(customers.block(owner(), customer.id(), null, " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
  }

  @Test
  void get_nobody_isNotFound() {
    UUID id = UUID.randomUUID();

    assertThat(refusal(customers.get(owner(), id)))
        .isEqualTo(new NotFound("customer", id.toString()));
  }

  @Test
  void list_search_findsAnyPartInAnyCaseAndTakesPatternsLiterally() {
    create("search-1@list.example", "Ганна ЇЖАКЕВИЧ", "Сто% знижки");
    create("search-2@list.example", "Ганна Інша", "under_score");

    assertThat(emails(Map.of("q", "їжакев"))).containsExactly("search-1@list.example");
    assertThat(emails(Map.of("q", "SEARCH-2@"))).containsExactly("search-2@list.example");
    assertThat(emails(Map.of("q", "сто%"))).containsExactly("search-1@list.example");
    assertThat(emails(Map.of("q", "r_s"))).containsExactly("search-2@list.example");
    assertThat(emails(Map.of("q", "' or true --"))).isEmpty();
    assertThat(emails(Map.of("q", "\\"))).isEmpty();
  }

  @Test
  void list_searchForOneOrTwoLetters_findsWhatAWordBeginsWith() {
    create("zq-a@words.example", "First", null);
    create("b@words.example", "Second ZQ", null);
    create("c@zqwords.example", "Third", null);
    create("d@words.example", "Fourth", "ТОВ «Zqeta»");
    create("e@words.example", "Fifth", "LLC \"Zqeta\"");
    create("f@words.example", "Azqua", null);

    assertThat(emails(Map.of("q", "Zq")))
        .containsExactlyInAnyOrder(
            "zq-a@words.example",
            "b@words.example",
            "c@zqwords.example",
            "d@words.example",
            "e@words.example");
    assertThat(emails(Map.of("q", "zqu"))).containsExactly("f@words.example");
    assertThat(emails(Map.of("q", "z%"))).isEmpty();
  }

  @Test
  void list_search_isServedByTheIndex() {
    JdbcClient sql = business.sql(DatabaseRole.OWNER);
    // With fewer any other index is as good, and so it is while the new rows still wait to be
    // sorted in.
    sql.sql(
            """
            insert into customer (email, name, country, locale, created_at)
            select 'plan-' || n || '@plan.example', md5(n::text), 'UA', 'uk', now()
              from generate_series(1, 5000) n
            """)
        .update();
    sql.sql("select gin_clean_pending_list('customer_search')").query(Long.class).single();
    sql.sql("analyze customer").update();

    try {
      for (String text : List.of("оксана", "жщ", "щ")) {
        assertThat(customersRead(sql, text)).as("read for %s", text).isLessThan(100);
      }
    } finally {
      sql.sql("delete from customer where email like '%@plan.example'").update();
    }
  }

  private static long customersRead(JdbcClient sql, String text) {
    sql.sql("begin").update();
    try {
      CustomerQuery.CUSTOMERS
          .page(
              sql,
              new ListQuery(Map.of("q", text), List.of(), 0, 50).uncounted(),
              Map.of(),
              (_, _) -> 1)
          .orElseThrow();
      return sql.sql(
              """
              select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables
               where relname = 'customer'
              """)
          .query(Long.class)
          .single();
    } finally {
      sql.sql("rollback").update();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select from invoice where reference = 'UA-1' order by number desc | invoice_by_reference",
        "select from invoice where reversed_at is not null order by number desc | invoice_reversed",
        "select from audit_entry where token = 'bpm_adm_1' order by seq desc | audit_entry_token",
        "select seq from audit_entry where origin = 'api' and operation like 'a%' and target_type <> 'b'"
            + " order by actor_name, seq limit 50 | Index Only Scan using audit_entry_actor_name",
        "delete from usage_month where month < '2020-01-01' | usage_month_month",
        "select from usage_hour where id > uuidv7() order by id desc | usage_hour_pkey",
        "select id from api_key where customer_id = uuidv7() and lower(name collate pg_c_utf8) like '%x%'"
            + " | Index Only Scan using api_key_customer"
      })
  void list_rareThings_areFoundByTheirIndex(String statement, String index) {
    assertThat(planWithout(statement, "seqscan", "bitmapscan"))
        .anyMatch(line -> line.contains(index));
  }

  /** Prices follow the category, and years end later than months: they are not walked along. */
  @ParameterizedTest
  @CsvSource({
    "price, subscription_price",
    "connector_id, subscription_connector",
    "ends_at, subscription_ends"
  })
  void list_subscriptionsOfAKindInOrder_areReadOffTheOrdersIndex(String order, String index) {
    assertThat(
            planWithout(
                """
                    select s.id from subscription s
                     where s.interval = 'year' and s.category = 'premium' order by s.%s, s.id limit 50
                    """
                    .formatted(order),
                "seqscan",
                "bitmapscan",
                "sort"))
        .anyMatch(line -> line.contains("Index Only Scan using " + index + " "));
  }

  /** What is rare at the beginning of an order is not looked for in a million customers' rows. */
  @ParameterizedTest
  @CsvSource({
    "lower(c.email), customer_email, c.search like '%a%'",
    "c.name, customer_name, c.search like '%a%'",
    "c.company, customer_company, c.search like '%a%'",
    "c.country, customer_country, c.search like '%a%'",
    "c.created_at, customer_created, true"
  })
  void list_filteredAndInOrder_isReadOffTheOrdersIndex(String order, String index, String filter) {
    assertThat(
            planWithout(
                """
                    select c.id from customer c
                     where %s and c.country <> 'DE' and c.locale = 'uk' and c.created_at < now()
                     order by %s, c.id limit 50
                    """
                    .formatted(filter, order),
                "seqscan",
                "bitmapscan",
                "sort"))
        .anyMatch(line -> line.contains("Index Only Scan using " + index + " "));
  }

  /** As the planner has it with what a small table is read by taken away from it. */
  private List<String> planWithout(String statement, String... ways) {
    JdbcClient sql = business.sql(DatabaseRole.OWNER);
    sql.sql("begin").update();
    try {
      for (String way : ways) {
        sql.sql("set local enable_" + way + " = off").update();
      }
      return sql.sql("explain " + statement).query(String.class).list();
    } finally {
      sql.sql("rollback").update();
    }
  }

  /** Else each row would be read for what is asked: these orders' indexes are known to have it. */
  @ParameterizedTest
  @CsvSource({"name, q", "company, q", "email, q", "country, q", "createdAt, createdFrom"})
  void list_ofManyInOrder_isPlannedForAnIndex(String order, String filter) {
    business.newCustomer();
    business.newCustomer();
    Map<String, String> values =
        Map.of("q", "@", "createdFrom", "2020-01-01", "createdUntil", "2099-01-01");
    Map<String, String> filters = new HashMap<>(Map.of("country", "UA", "locale", "uk"));
    Stream.of(filter, "createdUntil").forEach(name -> filters.put(name, values.get(name)));

    assertThat(
            MillionRows.isPlannedForAnIndex(
                business, CustomerQuery.CUSTOMERS, filters, order, List.of("customer")))
        .isTrue();
  }

  @Test
  void list_pages_coverEachCustomerOnce() {
    IntStream.range(0, 25).forEach(i -> create("page-" + i + "@pages.example", "Same", null));
    Map<String, String> filter = Map.of("q", "@pages.example");
    List<String> seen = new ArrayList<>();
    for (int offset = 0; offset < 25; offset += 10) {
      Page<CustomerRow> page =
          customers
              .list(
                  owner(), new ListQuery(filter, List.of(SortOrder.descending("name")), offset, 10))
              .orElseThrow();
      assertThat(page.total()).isEqualTo(25);
      page.items().forEach(row -> seen.add(row.customer().details().email()));
    }

    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(
            customers
                .list(owner(), new ListQuery(filter, List.of(), 1_000, 10))
                .orElseThrow()
                .total())
        .isEqualTo(25);
  }

  @Test
  void list_counts_areOfEachCustomer() {
    Customer customer = business.newCustomer();
    business.newSubscription(customer, "rozetka", "counted-account");

    assertThat(rows(Map.of("makeAccountId", "counted-account")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.customer().id()).isEqualTo(customer.id());
              assertThat(row.subscriptions()).isEqualTo(1);
              assertThat(row.apiKeys()).isZero();
            });
  }

  @Test
  void list_whatItDoesNotKnow_isNamedAndNeverReachesTheDatabase() {
    assertThat(refusal(list(Map.of("name; drop table customer", "x"), List.of())))
        .asInstanceOf(type(Invalid.class))
        .extracting(Invalid::messageKey)
        .isEqualTo(InvalidKey.FILTER);
    assertThat(refusal(list(Map.of(), List.of(SortOrder.ascending("(select 1)")))))
        .asInstanceOf(type(Invalid.class))
        .extracting(Invalid::messageKey)
        .isEqualTo(InvalidKey.SORT);
    for (Map<String, String> unreadable :
        List.of(
            Map.of("createdFrom", "yesterday"),
            Map.of("createdFrom", "+999999999-12-31T23:59:59Z"),
            Map.of("createdFrom", "-000001-01-01T00:00:00Z"),
            Map.of("createdFrom", "2026-02-30"),
            Map.of("blocked", "perhaps"),
            Map.of("locale", "fr"),
            Map.of("q", "nul\u0000"),
            Map.of("q", "half\uD83D"),
            Map.of("q", "x".repeat(201)))) {
      assertThat(refusal(list(unreadable, List.of())))
          .isEqualTo(new Invalid(unreadable.keySet().iterator().next(), InvalidKey.FILTER_VALUE));
    }
  }

  private static Result<Page<CustomerRow>> list(Map<String, String> filters, List<SortOrder> sort) {
    return customers.list(owner(), new ListQuery(filters, sort, 0, 10));
  }

  private static List<CustomerRow> rows(Map<String, String> filters) {
    return list(filters, List.of()).orElseThrow().items();
  }

  private static List<String> emails(Map<String, String> filters) {
    return rows(filters).stream().map(row -> row.customer().details().email()).toList();
  }

  private static void create(String email, String name, String company) {
    customers
        .create(owner(), new CustomerDetails(email, name, company, "UA", Language.UK))
        .orElseThrow();
  }
}
