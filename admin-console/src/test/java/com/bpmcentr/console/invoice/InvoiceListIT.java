package com.bpmcentr.console.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.MillionRows;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InvoiceListIT {

  @Test
  void list_ofManyByCustomer_isPlannedForAnIndex() {
    try (Business business = Business.open()) {
      for (int i = 0; i < 2; i++) {
        business.newSubscription(business.newCustomer(), "rozetka", null);
      }

      assertThat(
              MillionRows.isPlannedForAnIndex(
                  business,
                  InvoiceQuery.INVOICES,
                  Map.of("q", "@"),
                  "customer",
                  List.of("customer", "invoice")))
          .isTrue();
    }
  }

  /** Before the newest payments comes all that nobody has paid, void ones among them. */
  @Test
  void list_newestPaymentsAndWhatIsOwed_readNothingThatIsVoid() {
    try (Business business = Business.open()) {
      business.newSubscription(business.newCustomer(), "rozetka", null);
      JdbcClient sql = business.sql(DatabaseRole.OWNER);
      var newest =
          new ListQuery(Map.of("method", "card"), List.of(SortOrder.descending("paidAt")), 0, 50);
      sql.sql("begin").update();
      sql.sql(
              """
              insert into invoice (id, number, subscription_id, customer_id, kind, period_from,
                  period_to, interval, category, price, credit, currency, issued_at, due_at,
                  voided_at)
              select gen_random_uuid(), 1000000 + n, id, customer_id, 'period', starts_at, ends_at,
                  'month', 'standard', 15, 0, 'USD', now(), now(), now()
                from subscription, generate_series(1, 4000) n
              """)
          .update();
      sql.sql(
              """
              insert into invoice (id, number, subscription_id, customer_id, kind, period_from,
                  period_to, interval, category, price, credit, currency, issued_at, due_at,
                  paid_at, method, reference, recorded_at, recorded_by, paid_from, paid_to)
              select gen_random_uuid(), 2000000 + n, id, customer_id, 'period', starts_at, ends_at,
                  'month', 'standard', 15, 0, 'USD', now(), now(), now(), 'card', 'T-' || n, now(),
                  'Olena', starts_at, ends_at
                from subscription, generate_series(1, 1000) n
              """)
          .update();
      sql.sql("analyze invoice").update();
      MillionRows.areBelievedIn(sql, "invoice");
      long before = invoicesRead(sql);

      Page<Integer> page =
          InvoiceQuery.INVOICES.page(sql, newest.uncounted(), Map.of(), (_, _) -> 1).orElseThrow();

      assertThat(page.items()).hasSize(50);
      assertThat(invoicesRead(sql) - before).isBetween(50L, 1_000L);
      assertThat(
              sql.sql(
                      """
                      explain select id from invoice
                        where paid_at is null and voided_at is null and due_at <= now() limit 10001
                      """)
                  .query(String.class)
                  .list())
          .as("what the home page counts: 393 pages without that index, 8 with it")
          .anyMatch(line -> line.contains("Index Only Scan using invoice_owed"));
    }
  }

  /** In this transaction. */
  private static long invoicesRead(JdbcClient sql) {
    return sql.sql(
            """
            select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables
             where relname = 'invoice'
            """)
        .query(Long.class)
        .single();
  }
}
