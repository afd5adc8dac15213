package com.bpmcentr.console.attention;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.staff;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the home page costs, however much there is. */
class AttentionServiceIT {

  private static final int MANY = 3 * AttentionService.MOST;

  private static Business business;
  private static AttentionService attention;
  private static JdbcClient tables;

  @BeforeAll
  static void open() {
    business = Business.open();
    attention = business.part(AttentionService.class);
    tables = business.sql(DatabaseRole.OWNER);
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @AfterEach
  void empty() {
    tables.sql("delete from job").update();
    tables.sql("delete from due_failure").update();
    tables.sql("delete from invoice").update();
  }

  @Test
  void recentNeeds_withinFiveSeconds_areLookedUpOnceForAll() {
    failedJobs(1);
    List<Need> first = attention.recentNeeds(owner()).orElseThrow();
    failedJobs(1);

    assertThat(attention.recentNeeds(staff(Role.AUDITOR)).orElseThrow()).isEqualTo(first);
    assertThat(need(attention.needs(owner()), Need.Kind.JOBS_FAILED).count()).isEqualTo(2);
    business.clock.advance(Duration.ofSeconds(5));
    assertThat(need(attention.recentNeeds(owner()), Need.Kind.JOBS_FAILED).count()).isEqualTo(2);
  }

  @Test
  void needs_manyFailed_areReadNoFurtherThanTheyAreCounted() {
    failedJobs(MANY);
    tables
        .sql(
            """
            insert into due_work (name, reached_at, reached_id, again_at, again_id, again_until)
              values ('many', now(), uuidv7(), now(), uuidv7(), now())
            """)
        .update();
    tables
        .sql(
            """
            insert into due_failure (work, subject, due_at, failed_at, error)
              select 'many', uuidv7(), now(), now(), 'Many' from generate_series(1, :many)
            """)
        .param("many", MANY)
        .update();

    Looked looked = look();

    for (Need.Kind kind : List.of(Need.Kind.JOBS_FAILED, Need.Kind.DUE_WORK_FAILED)) {
      Need need = need(looked.needs, kind);
      assertThat(need.count()).isEqualTo(AttentionService.MOST);
      assertThat(need.orMore()).isTrue();
    }
    // one more than are counted, and the few that the planner looks at
    assertThat(looked.ofJobs).isLessThan(AttentionService.MOST + 100);
    assertThat(looked.ofFailures).isLessThan(AttentionService.MOST + 100);
  }

  /** They are neither paid nor owed, and grow with the years. */
  @ParameterizedTest
  @CsvSource({"-1, INVOICES_OVERDUE", "1, INVOICES_DUE"})
  void needs_manyVoidInvoices_areNotRead(int dueInDays, Need.Kind kind) {
    UUID subscription = business.newSubscription(business.newCustomer(), "rozetka", null).id();
    invoices(subscription, MANY, "void", dueInDays);
    invoices(subscription, 1, "open", dueInDays);
    tables.sql("analyze invoice").update();

    Looked looked = look();

    assertThat(need(looked.needs, kind).count()).isOne();
    assertThat(looked.ofInvoices).isLessThan(100);
  }

  /** What was found, and how many rows of each table were read for it. */
  private record Looked(Result<List<Need>> needs, long ofJobs, long ofFailures, long ofInvoices) {}

  private static Looked look() {
    return new TransactionTemplate(business.part(PlatformTransactionManager.class))
        .execute(
            _ ->
                new Looked(
                    attention.needs(owner()), read("job"), read("due_failure"), read("invoice")));
  }

  /** In this transaction. */
  private static long read(String table) {
    return business
        .part(JdbcClient.class)
        .sql(
            """
            select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
              from pg_stat_xact_user_tables where relname = :table
            """)
        .param("table", table)
        .query(Long.class)
        .single();
  }

  private static Need need(Result<List<Need>> needs, Need.Kind kind) {
    return needs.orElseThrow().stream()
        .filter(need -> need.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static void failedJobs(int many) {
    tables
        .sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                parameters, total, created_at, ended_at, error)
              select uuidv7(), 'reissue', 'failed', uuidv7(), 'many@test.example', 'api', '{}', 0,
                  :at, :at, 'job.error.console-failed'
                from generate_series(1, :many)
            """)
        .param("at", PgTime.of(business.clock.instant()))
        .param("many", many)
        .update();
  }

  private static void invoices(UUID subscription, int many, String state, int dueInDays) {
    tables
        .sql(
            """
            insert into invoice (id, number, subscription_id, customer_id, kind, period_from,
                period_to, interval, category, price, credit, currency, issued_at, due_at, voided_at)
              select uuidv7(), (select coalesce(max(number), 0) from invoice) + n, s.id,
                  s.customer_id, 'period', :due, :due + interval '30 days', 'month', 'standard', 15,
                  0, 'USD', :due, :due, case when :state = 'void' then :due end
                from subscription s, generate_series(1, :many) as n
               where s.id = :id
            """)
        .param("id", subscription)
        .param("many", many)
        .param("state", state)
        .param("due", PgTime.of(business.clock.instant().plus(Duration.ofDays(dueInDays))))
        .update();
  }
}
