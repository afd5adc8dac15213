package com.bpmcentr.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Among thirty thousand customers, so that PostgreSQL's plans are those of a large shop. */
class SearchServiceIT {

  private static Business business;
  private static SearchService search;
  private static Customer customer;
  private static Subscription subscription;
  private static RevealedApiKey key;

  @BeforeAll
  static void open() {
    business = Business.open();
    search = business.part(SearchService.class);
    customer =
        business
            .customers
            .create(
                Business.owner(),
                new CustomerDetails(
                    "olena.tkach@north.example",
                    "Олена Ткач",
                    "ТОВ «Ромашка й партнери»",
                    "UA",
                    Language.UK))
            .orElseThrow();
    subscription = business.newSubscription(customer, "rozetka", "88112233");
    key =
        business
            .apiKeys
            .create(Business.owner(), customer.id(), new NewApiKey("Склад", Environment.PROD, null))
            .orElseThrow();
    fill();
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "№ %s", "#%s", "No. %s", "no%s"})
  void find_invoiceByItsNumber_isThatOne(String written) {
    Invoice invoice =
        business
            .invoices
            .list(
                Business.owner(),
                new ListQuery(
                    Map.of("subscriptionId", subscription.id().toString()), List.of(), 0, 1))
            .orElseThrow()
            .items()
            .getFirst()
            .invoice();

    List<Hit> hits = find(written.formatted(invoice.number()));

    assertThat(hits)
        .filteredOn(hit -> hit.kind() == Hit.Kind.INVOICE)
        .containsExactly(
            new Hit(
                Hit.Kind.INVOICE,
                invoice.id().toString(),
                Long.toString(invoice.number()),
                "Олена Ткач · Rozetka"));
    assertThat(find(invoice.id().toString())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "olena.tkach@north.example",
    "OLENA.TKACH@NORTH.EXAMPLE",
    "tkach@north",
    "Ткач",
    "ромашка"
  })
  void find_partOfTheCustomer_findsIt(String typed) {
    assertThat(find(typed))
        .first()
        .isEqualTo(
            new Hit(
                Hit.Kind.CUSTOMER,
                customer.id().toString(),
                "Олена Ткач",
                "olena.tkach@north.example · ТОВ «Ромашка й партнери»"));
  }

  @Test
  void find_makeAccountKeyPrefixConnectorAndIds_findsEach() {
    String prefix = key.apiKey().prefix();

    assertThat(find("88112233")).containsExactly(hitOfSubscription());
    assertThat(find("881122")).containsExactly(hitOfSubscription());
    assertThat(find(prefix)).extracting(Hit::id).containsExactly(key.apiKey().id().toString());
    assertThat(find("розетка")).isEmpty();
    assertThat(find("rozetka")).extracting(Hit::kind).containsExactly(Hit.Kind.CONNECTOR);
    assertThat(find(customer.id().toString()))
        .extracting(Hit::kind)
        .containsExactly(Hit.Kind.CUSTOMER);
    assertThat(find(subscription.id().toString())).containsExactly(hitOfSubscription());
    assertThat(find("no one is called so")).isEmpty();
    assertThat(find("x")).isEmpty();
    assertThat(find("100%_\\")).isEmpty();
  }

  /** Whoever pastes a whole key finds it, and only its prefix was looked for. */
  @Test
  void find_aWholeKey_looksForItsPrefixOnly() {
    assertThat(find(key.secret().reveal()))
        .extracting(Hit::id)
        .containsExactly(key.apiKey().id().toString());
    assertThat(find(key.apiKey().prefix() + "another-secret-of-the-same-prefix"))
        .extracting(Hit::id)
        .containsExactly(key.apiKey().id().toString());
  }

  /** It looks like anything, here like an address; only its digest says what it is. */
  @Test
  void find_anImportedKeyPastedWhole_isJustThatKey() {
    String text = "olena.tkach@north.example/" + "k".repeat(215);
    String id =
        business
            .apiKeys
            .importKey(
                Business.owner(),
                customer.id(),
                new NewApiKey("Old", Environment.PROD, null),
                new Secret(text))
            .orElseThrow()
            .apiKey()
            .id()
            .toString();

    assertThat(text).hasSizeGreaterThan(200);
    for (String pasted : List.of(text, "  " + text + "\n", "Authorization: Bearer " + text)) {
      assertThat(find(pasted)).extracting(Hit::id).containsExactly(id);
    }
    assertThat(find("olena.tkach@north.example"))
        .extracting(Hit::kind)
        .containsExactly(Hit.Kind.CUSTOMER);
    assertThat(find(text.substring(0, 199))).isEmpty();
  }

  @Test
  void find_tooLongOrControlCharacters_isRefused() {
    var actor = Business.staff(Role.AUDITOR);

    assertThat(Business.refusal(search.find(actor, "x".repeat(201))))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(Business.refusal(search.find(actor, "a\u0000b")))
        .isInstanceOf(Refusal.Invalid.class);
  }

  /** Of a million customers the same parts of the same indexes are read as of thirty thousand. */
  @ParameterizedTest
  @CsvSource({
    "tkach@north, customer_search",
    "olena.tkach@north.example, customer_email",
    "88112233, subscription_account",
    "bpm_prod_zzzzz1, api_key_prefix"
  })
  void find_rareText_readsIndexesOnly(String typed, String index) {
    String plan = plan(typed);

    assertThat(plan).contains(index);
    assertThat(plan)
        .as("what is read wholly is the connectors, of which there are few")
        .doesNotContain("Seq Scan on customer", "Seq Scan on subscription", "Seq Scan on api_key");
  }

  /** With pages as dear as there are more of them in a table of a million. */
  private static String plan(String typed) {
    JdbcClient jdbc = business.part(JdbcClient.class);
    var transaction = new TransactionTemplate(business.part(PlatformTransactionManager.class));
    return transaction.execute(
        _ -> {
          jdbc.sql("set local seq_page_cost = 33").update();
          return String.join(
              "\n",
              jdbc.sql("explain " + SearchQuery.statement(typed))
                  .params(SearchQuery.parameters(typed))
                  .query(String.class)
                  .list());
        });
  }

  private static Hit hitOfSubscription() {
    return new Hit(
        Hit.Kind.SUBSCRIPTION, subscription.id().toString(), "Rozetka", "88112233 · Олена Ткач");
  }

  private static List<Hit> find(String typed) {
    return search.find(Business.staff(Role.SUPPORT), typed).orElseThrow();
  }

  private static void fill() {
    JdbcClient owner = business.sql(DatabaseRole.OWNER);
    owner
        .sql(
            """
            insert into customer (email, name, company, country, locale, created_at)
            select 'buyer-' || n || '@shop-' || n % 500 || '.example', 'Buyer ' || n,
                'Company ' || n, 'UA', 'uk', now()
              from generate_series(1, 30000) as n
            """)
        .update();
    owner
        .sql(
            """
            insert into subscription (customer_id, connector_id, interval, category, trial, price,
                currency, make_account_id, bound_at, created_at, starts_at, period_starts_at,
                ends_at, grace_seconds, auto_renew)
            select id, 'rozetka', 'month', 'standard', false, 15, 'USD',
                (1000000 + row_number() over ())::text, now(), now(), now(), now(),
                now() + interval '1 month', 0, true
              from customer where email like 'buyer-%'
            """)
        .update();
    owner
        .sql(
            """
            insert into api_key (customer_id, name, environment, imported, prefix, digest,
                pepper_id, created_at)
            select id, 'Key', 'prod', false, 'bpm_prod_' || substr(md5(id::text), 1, 6),
                sha256(id::text::bytea), 'p1', now()
              from customer where email like 'buyer-%'
            """)
        .update();
    owner.sql("analyze customer, subscription, api_key").update();
  }
}
