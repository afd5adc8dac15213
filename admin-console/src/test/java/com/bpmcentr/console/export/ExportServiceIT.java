package com.bpmcentr.console.export;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportServiceIT {

  /** More than one part and not a whole number of them. */
  private static final int MANY = 2 * ListQuery.MOST_ROWS + 7;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customers",
        "subscriptions",
        "api-keys",
        "connectors",
        "jobs",
        "imports",
        "edges",
        "usage",
        "audit"
      })
  void export_everyList_hasItsColumns(String list) throws IOException {
    assertThat(lines(list, Map.of()).getFirst()).startsWith("\uFEFF").contains(",");
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
