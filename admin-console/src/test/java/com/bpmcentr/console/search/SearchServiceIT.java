package com.bpmcentr.console.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    Invoice invoice = invoiceOfTheSubscription();

    List<Hit> hits = find(written.formatted(invoice.number()));

    assertThat(hits)
        .filteredOn(hit -> hit.kind() == Hit.Kind.INVOICE)
        .containsExactly(
            new Hit(
                Hit.Kind.INVOICE,
                invoice.id().toString(),
                Long.toString(invoice.number()),
                "Олена Ткач · Rozetka",
                false));
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
                "olena.tkach@north.example · ТОВ «Ромашка й партнери»",
                false));
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
    String id = business.importedKey(customer.id(), text).id().toString();

    assertThat(text).hasSizeGreaterThan(200);
    for (String pasted :
        List.of(
            text,
            "  " + text + "\n",
            "Authorization: Bearer " + text,
            "\"" + text + "\",",
            "their key " + text + " is refused",
            text.substring(0, 80) + "\n  " + text.substring(80))) {
      assertThat(find(pasted)).as(pasted).extracting(Hit::id).containsExactly(id);
    }
    assertThat(find("olena.tkach@north.example"))
        .extracting(Hit::kind)
        .containsExactly(Hit.Kind.CUSTOMER);
    assertThat(find(text.substring(0, 199))).isEmpty();
  }

  /** On the phone they read out the account that they had. */
  @Test
  void find_aFormerAccount_isTheSubscriptionThatWasMoved() {
    Subscription moved = business.newSubscription(customer, "prom-ua", "55667788");
    business
        .subscriptions
        .changeAccount(Business.owner(), moved.id(), null, "99887766", false, "a new one")
        .orElseThrow();

    assertThat(find("55667788"))
        .containsExactly(
            new Hit(
                    Hit.Kind.SUBSCRIPTION,
                    moved.id().toString(),
                    "Prom.ua",
                    "55667788 → 99887766 · Олена Ткач",
                    false)
                .with(SubscriptionStatus.ACTIVE));
    assertThat(find("99887766")).extracting(Hit::id).containsExactly(moved.id().toString());
  }

  @Test
  void find_aPaymentsReferenceOrAPartOfIt_isItsInvoice() {
    Invoice invoice = invoiceOfTheSubscription();
    String reference = Objects.requireNonNull(invoice.payment()).reference();

    for (String typed :
        List.of(reference, reference.toUpperCase(Locale.ROOT), reference.substring(1))) {
      assertThat(find(typed))
          .as(typed)
          .containsExactly(
              new Hit(
                  Hit.Kind.INVOICE,
                  invoice.id().toString(),
                  Long.toString(invoice.number()),
                  reference + " · Олена Ткач",
                  false));
    }
  }

  /** As the bank has it, marks and all, and as it is read out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Оплата від ТОВ \"Зірниця\", рах. 17",
        "від тов «зірниця»",
        "«Зірниця», рах",
        "Зірниця\" ; рах. 17"
      })
  void find_aReferenceWithMarksInIt_isItsInvoice(String typed) {
    long number =
        business
            .sql(DatabaseRole.OWNER)
            .sql(
                """
                update invoice set reference = 'Оплата від ТОВ "Зірниця", рах. 17'
                 where number = 1000001 returning number
                """)
            .query(Long.class)
            .single();

    assertThat(find(typed)).extracting(Hit::title).containsExactly(Long.toString(number));
    assertThat(find("рах. 17, зірниця")).isEmpty();
  }

  /** As it comes over the phone: digits in groups, words in another order, marks around a name. */
  @ParameterizedTest
  @ValueSource(strings = {"8811 2233", "881-122-33", "№ 88112233", " 88 11 22 ", "8811\u00a02233"})
  void find_anAccountInGroups_isTheSubscription(String typed) {
    assertThat(find(typed)).containsExactly(hitOfSubscription());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ткач Олена",
        "Олена  Ткач",
        "\"Ромашка й партнери\"",
        "Ромашка Олена",
        "ТОВ\"Ромашка й партнери\"",
        "Ткач, Олена",
        "Олена Ткач <olena.tkach@north.example>;",
        "\u200eолена\u00a0ткач\u200f\n"
      })
  void find_itsWordsInAnyOrder_isTheCustomer(String typed) {
    assertThat(find(typed))
        .extracting(Hit::id, Hit::similar)
        .containsExactly(tuple(customer.id().toString(), false));
  }

  @Test
  void find_aKeysLettersWithoutWhatAllBeginWith_isTheKey() {
    String prefix = key.apiKey().prefix();
    String letters = prefix.substring("bpm_prod_".length());

    for (String typed :
        List.of(letters, letters.substring(0, 4), letters + "AndMore", prefix + "…")) {
      assertThat(find(typed))
          .as(typed)
          .extracting(Hit::id)
          .containsExactly(key.apiKey().id().toString());
    }
  }

  /** By nothing else: the letters alone are all that is secret of it. */
  @Test
  void find_allOfAKeysLetters_isJustThatKey() {
    String text = key.secret().reveal();
    String letters = text.substring("bpm_prod_".length());
    CustomerDetails leaked =
        new CustomerDetails(
            "leaked@shop.example", letters + " of the customer", null, "UA", Language.UK);
    business.customers.create(Business.owner(), leaked).orElseThrow();

    assertThat(find(letters)).extracting(Hit::id).containsExactly(key.apiKey().id().toString());
    assertThat(find("\"" + text + "\""))
        .extracting(Hit::id)
        .containsExactly(key.apiKey().id().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "bpm_prod_abcdefghijklmnopq, bpm_prod_abcdef",
    "bpm_prod_abc defghijklmnopq, bpm_prod_abcdef",
    "Bearer «bpm_prod_abcdef ghij klmnopq», Bearer bpm_prod_abcdef",
    "bpm_adm_Qw3r tyuiop, bpm_adm_Qw3r",
    "bpm_conn_Qw3r tyuiop, bpm_conn_",
    "bpm_prod_abcdef…, bpm_prod_abcdef",
    "…\"bpm_prod_abcdef...\", bpm_prod_abcdef"
  })
  void words_ofASecretHoweverItIsBroken_areItsPrefix(String pasted, String words) {
    assertThat(SearchService.words(pasted)).isEqualTo(words);
  }

  @Test
  void find_aCompanyAsItsPapersHaveIt_isTheCustomer() {
    String name = "ТОВАРИСТВО З ОБМЕЖЕНОЮ ВІДПОВІДАЛЬНІСТЮ %sНВП ЕНЕРГІЯ ПЛЮС%s";
    Customer named =
        business
            .customers
            .create(
                Business.owner(),
                new CustomerDetails(
                    "energy@shop.example", "Іван", name.formatted("«", "»"), "UA", Language.UK))
            .orElseThrow();

    for (String typed : List.of(name.formatted("\"", "\""), name.formatted("«", "»"))) {
      assertThat(find(typed))
          .as(typed)
          .extracting(Hit::id, Hit::similar)
          .containsExactly(tuple(named.id().toString(), false));
    }
  }

  /** Whoever shares no more than the mail's host with it is nobody's slip of the pen. */
  @Test
  void find_anUnknownMailOfAKnownHost_offersNobody() {
    CustomerDetails known =
        new CustomerDetails("petro@gmail.example", "Петро", null, "UA", Language.UK);
    business.customers.create(Business.owner(), known).orElseThrow();

    assertThat(find("ivanenko@gmail.example")).isEmpty();
    assertThat(find("petrro@gmail.example")).extracting(Hit::title).containsExactly("Петро");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "olena.tkach@north.exmple",
        "olena.tkach@nord.example",
        "olenatkach@north.example",
        "Олена Ткачь",
        "ООО Ромашка и партнери",
      })
  void find_nearlyTheCustomer_isOfferedAsSimilar(String typed) {
    assertThat(find(typed))
        .first()
        .isEqualTo(
            new Hit(
                Hit.Kind.CUSTOMER,
                customer.id().toString(),
                "Олена Ткач",
                "olena.tkach@north.example · ТОВ «Ромашка й партнери»",
                true));
    assertThat(find(typed)).hasSizeLessThanOrEqualTo(6).allMatch(Hit::similar);
  }

  @ParameterizedTest
  @ValueSource(strings = {"olena.tkach@north.exmple", "Ткаш", "Ткачч", "Ткач ------------"})
  void find_similar_readsTheIndexOnly(String typed) {
    String plan = plan(SimilarQuery.statement(typed), SimilarQuery.parameters(typed));

    assertThat(plan).contains("customer_search").doesNotContain("Seq Scan");
  }

  @Test
  void find_jobAndImportByTheirIds_findsEachOnce() throws IOException {
    Job job =
        business
            .part(BulkService.class)
            .request(
                Business.owner(),
                "customer",
                new BulkRequest("block", new Selection.Ids(List.of(customer.id())), "fraud"))
            .orElseThrow();
    Import begun =
        business
            .part(ImportService.class)
            .receive(Business.owner(), new ByteArrayInputStream("{}".getBytes(UTF_8)))
            .orElseThrow();

    assertThat(find(job.id().toString()))
        .containsExactly(
            new Hit(Hit.Kind.JOB, job.id().toString(), "block", "owner@bpmcentr.example", false));
    assertThat(find(begun.id().toString()))
        .containsExactly(
            new Hit(Hit.Kind.IMPORT, begun.id().toString(), "owner@bpmcentr.example", null, false));
  }

  /** Not even that there is such a member is told to those who may not read staff. */
  @Test
  void find_membersAndTokens_onlyForThoseWhoMayReadStaff() {
    JdbcClient owner = business.sql(DatabaseRole.OWNER);
    UUID member =
        owner
            .sql(
                """
                insert into staff (email, name, role, locale, password_hash, password_changed_at,
                    created_at)
                values ('iryna@team.example', 'Ірина Коваль', 'support', 'uk', '-', now(), now())
                returning id
                """)
            .query(UUID.class)
            .single();
    UUID token =
        owner
            .sql(
                """
                insert into access_token (staff_id, name, prefix, digest, created_at)
                values (:member, 'Billing robot', 'bpm_adm_Qw3r', sha256('x'), now())
                returning id
                """)
            .param("member", member)
            .query(UUID.class)
            .single();
    Hit found =
        new Hit(Hit.Kind.STAFF, member.toString(), "Ірина Коваль", "iryna@team.example", false);
    Hit key =
        new Hit(
            Hit.Kind.ACCESS_TOKEN,
            token.toString(),
            "bpm_adm_Qw3r",
            "Billing robot · iryna@team.example",
            false);

    for (Role role : Role.values()) {
      boolean reads = role.may(Permission.READ_STAFF);
      for (String typed : List.of("коваль", "IRYNA@team.example", member.toString())) {
        assertThat(find(role, typed))
            .as("%s %s", role, typed)
            .isEqualTo(reads ? List.of(found) : List.of());
      }
      for (String typed : List.of("bpm_adm_Qw3", "bpm_adm_Qw3rty-and-the-rest", token.toString())) {
        assertThat(find(role, typed))
            .as("%s %s", role, typed)
            .isEqualTo(reads ? List.of(key) : List.of());
      }
    }
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
    "bpm_prod_zzzzz1, api_key_prefix",
    "55667788, account_move_from",
    "UA-2026-0310, invoice_reference_part",
    "8811 2233, subscription_account",
    "zq9X, api_key_prefix",
    "покупець ромашка, customer_search",
    "01a1fd10-2f0c-7cd1-a6a5-3dfd0e2a4c11, job_pkey"
  })
  void find_rareText_readsIndexesOnly(String typed, String index) {
    String plan = plan(SearchQuery.statement(typed, true), SearchQuery.parameters(typed));

    assertThat(plan).contains(index);
    assertThat(plan)
        .as("what is read wholly is the connectors and staff, of which there are few")
        .doesNotContain("Seq Scan on customer", "Seq Scan on subscription", "Seq Scan on api_key")
        .doesNotContain("Seq Scan on account_move", "Seq Scan on invoice", "Seq Scan on job");
  }

  /** Six of them are soon met if they are spread evenly, and they need not be. */
  @ParameterizedTest
  @ValueSource(strings = {"shop-49", "shop-49 buyer"})
  void find_textThatOneInFortyHas_isLookedUp(String typed) {
    assertThat(plan(SearchQuery.statement(typed, false), SearchQuery.parameters(typed), 3))
        .contains("customer_search");
  }

  /** By the length of the text alone it would be one in 25, for which all invoices are read. */
  @Test
  void find_partOfAReference_isKnownToBeRare() {
    JdbcClient jdbc = business.part(JdbcClient.class);
    String expected =
        jdbc.sql(
                """
                explain select from invoice
                  where lower(reference collate pg_c_utf8) like '%xzq%'
                """)
            .query(String.class)
            .list()
            .getFirst();

    assertThat(expected).contains("rows=1 ");
  }

  /** With pages as dear as there are more of them in a table of a million. */
  private static String plan(String statement, Map<String, Object> parameters) {
    return plan(statement, parameters, 33);
  }

  private static String plan(String statement, Map<String, Object> parameters, int pageCost) {
    JdbcClient jdbc = business.part(JdbcClient.class);
    var transaction = new TransactionTemplate(business.part(PlatformTransactionManager.class));
    return transaction.execute(
        _ -> {
          jdbc.sql("set local seq_page_cost = " + pageCost).update();
          return String.join(
              "\n", jdbc.sql("explain " + statement).params(parameters).query(String.class).list());
        });
  }

  private static Hit hitOfSubscription() {
    return new Hit(
            Hit.Kind.SUBSCRIPTION,
            subscription.id().toString(),
            "Rozetka",
            "88112233 · Олена Ткач",
            false)
        .with(SubscriptionStatus.ACTIVE);
  }

  private static Invoice invoiceOfTheSubscription() {
    return business
        .invoices
        .list(
            Business.owner(),
            new ListQuery(Map.of("subscriptionId", subscription.id().toString()), List.of(), 0, 1))
        .orElseThrow()
        .items()
        .getFirst()
        .invoice();
  }

  private static List<Hit> find(String typed) {
    return find(Role.SUPPORT, typed);
  }

  private static List<Hit> find(Role role, String typed) {
    return search.find(Business.staff(role), typed).orElseThrow();
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
            select id, 'Key', 'prod', false, 'bpm_prod_' || substr(md5(email), 1, 6),
                sha256(id::text::bytea), 'p1', now()
              from customer where email like 'buyer-%'
            """)
        .update();
    owner
        .sql(
            """
            insert into account_move (subscription_id, from_account, to_account, at, overridden)
            select id, 'old-' || make_account_id, make_account_id, now(), false
              from subscription where make_account_id like '100%'
            """)
        .update();
    owner
        .sql(
            """
            insert into invoice (id, number, subscription_id, customer_id, kind, period_from,
                period_to, interval, category, price, credit, currency, issued_at, due_at, paid_at,
                method, reference, recorded_at, recorded_by, paid_from, paid_to)
            select gen_random_uuid(), 1000000 + row_number() over (), id, customer_id, 'period',
                starts_at, ends_at, 'month', 'standard', 15, 0, 'USD', now(), now(), now(),
                'bank_transfer', 'T-' || id, now(), 'Olena', starts_at, ends_at
              from subscription where make_account_id like '100%'
            """)
        .update();
    owner.sql("analyze customer, subscription, api_key, account_move, invoice").update();
  }
}
