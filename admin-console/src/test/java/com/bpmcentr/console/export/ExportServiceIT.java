package com.bpmcentr.console.export;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.KnownRequesters;
import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.price.PriceForm;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.view.SavedViewService;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExportServiceIT {

  /** More than one part and not a whole number of them. */
  private static final int MANY = 2 * ListQuery.MOST_ROWS + 7;

  private static final String NOBODY = new UUID(0, 1).toString();

  /** Lists that belong to one thing, and the filter that says to which. */
  private static final Map<String, String> OF_ONE =
      Map.of("job-results", "jobId", "refused-lines", "importId");

  private static Business business;
  private static ExportService exports;

  @BeforeAll
  static void open() {
    business = Business.open();
    exports = business.part(ExportService.class);
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            insert into customer (id, email, name, country, locale, created_at)
            select uuidv7(), 'many-' || i || '@shop.example', '=HYPERLINK("x")', 'PL', 'en', now()
              from generate_series(1, :many) as i
            """)
        .param("many", MANY)
        .update();
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void export_overSeveralParts_hasEachRowOnceAndOnlyThoseFiltered() throws IOException {
    business
        .customers
        .create(owner(), new CustomerDetails("ua@shop.example", "Олена", null, "UA", Language.UK))
        .orElseThrow();

    List<String> lines = lines("customers", Map.of("country", "PL"));

    assertThat(lines.getFirst()).startsWith("\uFEFFid,email,name,company,");
    assertThat(lines.subList(1, lines.size()))
        .hasSize(MANY)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.contains(",\"'=HYPERLINK(\"\"x\"\")\","));
    assertThat(lines("customers", Map.of("country", "UA")).getLast()).contains("Олена");
  }

  @Test
  void export_everyList_hasItsColumns() throws IOException {
    assertThat(exports.names()).hasSizeGreaterThan(10);
    for (String list : exports.names()) {
      String one = OF_ONE.get(list);
      Map<String, String> filters =
          one == null ? Map.of() : Map.of(one, one.equals("importId") ? importId() : jobId());
      assertThat(lines(list, filters).getFirst()).as(list).startsWith("\uFEFF").contains(",");
    }
  }

  /** An empty file would say that it was about nothing. */
  @Test
  void export_resultsOfNoJob_areNotFound() {
    assertThat(refusal(exports.export(owner(), "job-results", Map.of("jobId", NOBODY))))
        .isEqualTo(new Refusal.NotFound("job", NOBODY));
  }

  @Test
  void export_prices_haveWhatComesAndWhatWasTakenBack() throws IOException {
    PriceService prices = business.part(PriceService.class);
    PriceForm form = new PriceForm(null, "rozetka", false, "19.00", "190.00", in(30), "=dearer");
    prices.set(owner(), form).orElseThrow();
    PriceForm slip = new PriceForm(null, "rozetka", false, "1.00", "10.00", in(60), "a slip");
    UUID taken = prices.set(owner(), slip).orElseThrow().change().id();
    prices.withdraw(owner(), taken, "a typo").orElseThrow();

    List<String> all = lines("prices", Map.of());
    List<String> coming = lines("prices", Map.of("state", "coming", "connectorId", "rozetka"));

    assertThat(all).hasSize(3);
    assertThat(all.getFirst())
        .startsWith("\uFEFFid,category,connectorId,connector,asCategory,month,");
    assertThat(all.get(1))
        .startsWith(taken + ",,rozetka,Rozetka,false,1.00,10.00,USD,")
        .contains("a typo");
    assertThat(coming)
        .hasSize(2)
        .last()
        .asString()
        .contains(",19.00,190.00,", ",coming,", "'=dearer");
    assertThat(lines("prices", Map.of("category", "premium"))).hasSize(1);
    assertThat(refusal(exports.export(owner(), "prices", Map.of("nonsense", "1"))))
        .isInstanceOfSatisfying(
            Refusal.Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("nonsense"));
  }

  private static Instant in(int days) {
    return Business.START.plus(Duration.ofDays(days));
  }

  private static String jobId() {
    return business
        .part(BulkService.class)
        .request(
            owner(),
            "customer",
            new BulkRequest("unblock", new Selection.Ids(List.of(new UUID(0, 1))), null))
        .orElseThrow()
        .id()
        .toString();
  }

  @Test
  void export_ofOneThingWithoutSayingWhich_isRefused() {
    OF_ONE.forEach(
        (list, filter) -> {
          assertThat(refusal(exports.export(owner(), list, Map.of())))
              .isEqualTo(new Refusal.Invalid(filter, InvalidKey.REQUIRED));
          assertThat(refusal(exports.export(owner(), list, Map.of(filter, "1"))))
              .isEqualTo(new Refusal.Invalid(filter, InvalidKey.FILTER_VALUE));
        });
  }

  @Test
  void export_refusedLines_haveEachInItsOrderAndItsReason() throws IOException {
    String id = importId();
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            insert into import_refusal
                (import_id, line, external_id, email, field, message_key, arguments)
              select :id::uuid, n, '+' || n, null, 'email', 'invalid.email', '{}'
                from generate_series(1, :many) as n
            """)
        .param("id", id)
        .param("many", ListQuery.MOST_ROWS + 1)
        .update();

    List<String> lines = lines("refused-lines", Map.of("importId", id));

    assertThat(lines).hasSize(ListQuery.MOST_ROWS + 2);
    assertThat(lines.get(1)).startsWith("1,'+1,,email,").doesNotContain("invalid.email");
    assertThat(lines.getLast()).startsWith(ListQuery.MOST_ROWS + 1 + ",");
  }

  /** What is read only after the part before it was written is not in memory before. */
  @Test
  void export_largerThanAPart_isReadAsItIsWritten() throws IOException {
    String country = country("FR", ListQuery.MOST_ROWS + 5);
    var out =
        new ByteArrayOutputStream() {
          private boolean gone;

          @Override
          public void flush() {
            if (!gone) {
              business
                  .sql(DatabaseRole.OWNER)
                  .sql(
                      """
                      delete from customer where id in
                        (select id from customer where country = :country order by id limit 3)
                      """)
                  .param("country", country)
                  .update();
              gone = true;
            }
          }
        };

    exports.export(owner(), "customers", Map.of("country", country)).orElseThrow().writeTo(out);

    assertThat(out.toString(UTF_8).lines()).hasSize(1 + ListQuery.MOST_ROWS + 2);
  }

  @Test
  void export_whoseReaderHasGone_endsThere() {
    String country = country("DE", ListQuery.MOST_ROWS + 5);
    var written = new AtomicInteger();
    var closed =
        new OutputStream() {
          @Override
          public void write(int one) {}

          @Override
          public void write(byte[] bytes) throws IOException {
            if (written.incrementAndGet() > 1) {
              throw new IOException("the reader has gone");
            }
          }
        };
    CsvFile file = exports.export(owner(), "customers", Map.of("country", country)).orElseThrow();

    assertThatThrownBy(() -> file.writeTo(closed)).hasMessage("the reader has gone");

    assertThat(written).hasValue(2);
  }

  private static String country(String code, int many) {
    business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            insert into customer (id, email, name, country, locale, created_at)
            select uuidv7(), :country || i || '@shop.example', 'One', :country, 'en', now()
              from generate_series(1, :many) as i
            """)
        .param("country", code)
        .param("many", many)
        .update();
    return code;
  }

  private static String importId() {
    return business
        .sql(DatabaseRole.OWNER)
        .sql(
            """
            insert into customer_import (id, created_by, created_at, alive_at)
            values (uuidv7(), 'somebody', now(), now()) returning id
            """)
        .query(UUID.class)
        .single()
        .toString();
  }

  @Test
  void export_isInTheAuditLogWithItsFilters() {
    exports.export(owner(), "subscriptions", Map.of("status", "active")).orElseThrow();

    AuditEntry entry =
        business
            .audit
            .list(
                owner(), new ListQuery(Map.of("operation", "subscription.export"), List.of(), 0, 1))
            .orElseThrow()
            .items()
            .getFirst();
    assertThat(entry.after().texts())
        .containsEntry("list", "subscriptions")
        .containsEntry("filter.status", "active");
  }

  /** Nobody may delete it from there again, and auditors read it. */
  @Test
  void export_aWholeKeyAsAFilter_isInTheAuditLogByItsPrefixOnly() {
    String key = "bpm_prod_Zx81Qw" + "S".repeat(32);

    exports.export(owner(), "api-keys", Map.of("prefix", key)).orElseThrow();

    assertThat(
            business
                .audit
                .list(
                    owner(), new ListQuery(Map.of("operation", "api-key.export"), List.of(), 0, 1))
                .orElseThrow()
                .items()
                .getFirst()
                .after()
                .texts())
        .containsEntry("filter.prefix", "bpm_prod_Zx81Qw");
  }

  @Test
  void export_anImportedKeyAsAFilter_isRefusedAndNowhereWrittenDown() {
    String key = "imported+key/of=another&shop";
    UUID customer =
        business
            .customers
            .create(owner(), new CustomerDetails("gb@shop.example", "Key", null, "GB", Language.EN))
            .orElseThrow()
            .id();
    business.importedKey(customer, key);

    for (String filter : List.of("q", "prefix")) {
      assertThat(Business.refusal(exports.export(owner(), "api-keys", Map.of(filter, key))))
          .isEqualTo(new Refusal.Invalid(filter, InvalidKey.FILTER_KEY));
    }
    SavedViewService views = business.part(SavedViewService.class);
    String query = "sort=name&q=" + URLEncoder.encode(key, UTF_8) + "&q=other";
    assertThat(Business.refusal(views.save(owner(), "api-keys", "A", query)))
        .isEqualTo(new Refusal.Invalid("query", InvalidKey.FILTER_KEY));
    BulkService bulk = business.part(BulkService.class);
    var order =
        new BulkRequest("block", new Selection.Matching(Map.of("q", "Bearer " + key)), "fraud");
    assertThat(Business.refusal(bulk.request(owner(), "customer", order)))
        .isEqualTo(new Refusal.Invalid("filter.q", InvalidKey.FILTER_KEY));

    assertThat(
            business
                .sql(DatabaseRole.OWNER)
                .sql(
                    """
                    select (select count(*) from audit_entry e where e::text like '%imported+key%')
                        + (select count(*) from saved_view v where v::text like '%imported%')
                        + (select count(*) from job j where j::text like '%imported+key%')
                    """)
                .query(Long.class)
                .single())
        .isZero();
  }

  /** A million rows that are read slowly went on to who was shut out meanwhile. */
  @Test
  void export_accountClosedMeanwhile_endsAfterThePart() {
    CsvFile file =
        exports
            .export(Business.staff(Role.BILLING), "customers", Map.of("country", "PL"))
            .orElseThrow();
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            business.part(KnownRequesters.class).disable(Role.BILLING);
          }
        };

    assertThatThrownBy(() -> file.writeTo(out)).isInstanceOf(IOException.class);

    assertThat(out.toString(UTF_8).lines()).hasSize(1 + ListQuery.MOST_ROWS);
  }

  @Test
  void export_whatMayNotBeReadOrIsNotThere_isRefused() {
    assertThat(refusal(exports.export(Business.staff(Role.SUPPORT), "audit", Map.of())))
        .isEqualTo(new Refusal.Forbidden(Permission.READ_AUDIT));
    assertThat(refusal(exports.export(owner(), "secrets", Map.of())))
        .isEqualTo(new Refusal.NotFound("list", "secrets"));
    assertThat(refusal(exports.export(owner(), "customers", Map.of("nonsense", "1"))))
        .isInstanceOf(Refusal.Invalid.class);
  }

  private static List<String> lines(String list, Map<String, String> filters) throws IOException {
    var out = new ByteArrayOutputStream();
    exports.export(owner(), list, filters).orElseThrow().writeTo(out);
    return out.toString(UTF_8).lines().toList();
  }
}
