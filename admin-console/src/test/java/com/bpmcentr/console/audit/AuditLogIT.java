package com.bpmcentr.console.audit;

import static com.bpmcentr.console.Business.details;
import static com.bpmcentr.console.Business.newEmail;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.MillionRows;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.audit.AuditVerification.Broken;
import com.bpmcentr.console.audit.AuditVerification.Intact;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class AuditLogIT {

  private static final String HEAD_SET_BACK =
      "update audit_head set (seq, hash) = (select seq, hash from audit_entry where seq = 4)";

  private Business business;

  @BeforeEach
  void open() {
    business = Business.open();
  }

  @AfterEach
  void close() {
    business.close();
  }

  @Test
  void record_whatWasDone_saysWhoWhatAndWhatChanged() {
    Customer customer = business.newCustomer();
    business.customers.block(owner(), customer.id(), null, "chargeback").orElseThrow();

    AuditEntry entry = newest();

    assertThat(entry.actorName()).isEqualTo("owner@bpmcentr.example");
    assertThat(entry.actorId()).isEqualTo(owner().staffId());
    assertThat(List.of(entry.role(), entry.origin())).containsExactly("owner", "api");
    assertThat(entry.address()).isEqualTo("192.0.2.7");
    assertThat(entry.operation()).isEqualTo("customer.block");
    assertThat(entry.targetId()).isEqualTo(customer.id().toString());
    assertThat(entry.outcome()).isEqualTo(Outcome.DONE);
    assertThat(entry.reason()).isEqualTo("chargeback");
    assertThat(entry.at()).isEqualTo(Business.START);
    assertThat(entry.before().texts()).doesNotContainKey("blockedAt");
    assertThat(entry.after().texts()).containsEntry("blockedReason", "chargeback");
  }

  /** Of a member's several tokens it tells the one that leaked. */
  @Test
  void record_byAToken_namesItsPrefix() {
    Actor program = owner().with(new Actor.Token(UUID.randomUUID(), "bpm_adm_AbCd"));
    business.customers.create(program, details(newEmail())).orElseThrow();
    business.newCustomer();

    assertThat(listed(Map.of("token", "bpm_adm_AbCd")))
        .singleElement()
        .extracting(AuditEntry::operation, AuditEntry::token)
        .containsExactly("customer.create", "bpm_adm_AbCd");
    assertThat(newest().token()).isNull();
    assertThat(verify()).isInstanceOf(Intact.class);
  }

  /** Whoever comes first by name may have none of it: each entry would be read. */
  @Test
  void list_ofManyByName_isPlannedForAnIndex() {
    business.newCustomer();
    business.newCustomer();
    Map<String, String> filters =
        Map.of(
            "actor",
            "owner",
            "operation",
            "customer.create",
            "targetType",
            "customer",
            "origin",
            "api");

    assertThat(
            MillionRows.isPlannedForAnIndex(
                business, AuditQuery.ENTRIES, filters, "actor", List.of("audit_entry")))
        .isTrue();
  }

  @Test
  void read_thatHasNoEnd_isBrokenOff() {
    AuditedOperations operations =
        new AuditedOperations(
            business.part(AuditLog.class),
            business.feed,
            business.part(PlatformTransactionManager.class),
            Duration.ofSeconds(1),
            Duration.ZERO);
    JdbcClient database = business.part(JdbcClient.class);

    assertThatThrownBy(
            () ->
                operations.read(
                    owner(),
                    Permission.READ,
                    Attempt.on("customer", "all", "list"),
                    () ->
                        Result.done(
                            database
                                .sql("select count(*) from generate_series(1, 100000000)")
                                .query(Long.class)
                                .single())))
        .isInstanceOf(QueryTimeoutException.class);
  }

  @Test
  void refused_attempt_isRecordedAndChangesNothing() {
    Customer customer = business.newCustomer();

    business.customers.block(staff(Role.AUDITOR), customer.id(), null, "curious");

    AuditEntry entry = newest();
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(entry.refusal()).isEqualTo("forbidden: MANAGE_CUSTOMERS");
    assertThat(entry.actorName()).isEqualTo("auditor@bpmcentr.example");
    assertThat(business.customers.get(owner(), customer.id()).orElseThrow().blocked()).isFalse();
  }

  @Test
  void refused_halfwayThroughTheWork_rollsItBack() {
    Customer customer = business.newCustomer();
    long entries = count("audit_entry");
    long published = business.feed.size();

    Result<Customer> taken =
        business.customers.edit(
            owner(), customer.id(), 0, details(business.newCustomer().details().email()));

    assertThat(taken).isEqualTo(Result.refused(new Refusal.AlreadyExists("email")));
    assertThat(business.customers.get(owner(), customer.id()).orElseThrow()).isEqualTo(customer);
    assertThat(count("audit_entry")).isEqualTo(entries + 2);
    assertThat(business.feed.size()).isEqualTo(published);
  }

  @Test
  void refused_hostileText_isStoredReadably() {
    Actor hostile =
        new Actor(UUID.randomUUID(), "evil\u0000\uD800", Role.OWNER, Origin.API, "\u001B[31m");

    business.connectors.publish(hostile, "\u0000\uDFFF".repeat(2_000), null);

    AuditEntry entry = newest();
    assertThat(entry.actorName()).isEqualTo("evil\uFFFD\uFFFD");
    assertThat(entry.targetId()).isEqualTo("\uFFFD".repeat(500));
    assertThat(verify()).isInstanceOf(Intact.class);
  }

  @Test
  void verify_afterManyOperationsAtOnce_isIntact() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Customer>> work =
          IntStream.range(0, 60)
              .<Callable<Customer>>mapToObj(
                  _ -> () -> business.customers.create(owner(), details(newEmail())).orElseThrow())
              .toList();
      for (var future : threads.invokeAll(work)) {
        future.get();
      }
    }

    assertThat(verify()).isEqualTo(new Intact(count("audit_entry")));
    assertThat(count("audit_entry")).isEqualTo(61);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = 'nothing of the kind' where seq = 4",
        "update audit_entry set after = after || '{\"email\":\"other@x.ua\"}' where seq = 4",
        "update audit_entry set actor_name = 'someone else' where seq = 4",
        "update audit_entry set token = 'bpm_adm_AbCd' where seq = 4",
        "update audit_entry set at = at + interval '1 second' where seq = 4",
        "update audit_entry set hash = sha256('x') where seq = 4",
        "update audit_entry set previous_hash = sha256('x') where seq = 4",
        "delete from audit_entry where seq = 4",
        "update audit_entry set seq = 1000 where seq = 4"
      })
  void verify_afterTampering_namesTheFirstBrokenEntry(String tampering) {
    IntStream.range(0, 6).forEach(_ -> business.newCustomer());
    assertThat(verify()).isInstanceOf(Intact.class);

    business.sql(DatabaseRole.OWNER).sql(tampering).update();

    assertThat(verify()).isEqualTo(new Broken(4));
  }

  @Test
  void verify_lastEntryCutOff_isNoticedByTheHead() {
    IntStream.range(0, 6).forEach(_ -> business.newCustomer());

    business.sql(DatabaseRole.OWNER).sql("delete from audit_entry where seq = 7").update();

    assertThat(verify()).isEqualTo(new Broken(7));
  }

  @Test
  void verify_headSetBack_namesTheFirstEntryBeyondIt() {
    IntStream.range(0, 6).forEach(_ -> business.newCustomer());

    business.sql(DatabaseRole.OWNER).sql(HEAD_SET_BACK).update();

    assertThat(verify()).isEqualTo(new Broken(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {HEAD_SET_BACK, "update audit_head set hash = sha256('x')"})
  void console_settingTheHeadBack_isNotPermitted(String statement) {
    IntStream.range(0, 6).forEach(_ -> business.newCustomer());

    assertThatThrownBy(() -> business.sql(DatabaseRole.CONSOLE).sql(statement).update())
        .rootCause()
        .hasMessageContaining("goes forward only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "update subscription_event set reason = 'x'",
        "delete from subscription_event",
        "delete from audit_head",
        "insert into audit_head (seq, hash) values (0, '')"
      })
  void console_changingTheRecord_isNotPermitted(String statement) {
    assertThatThrownBy(() -> business.sql(DatabaseRole.CONSOLE).sql(statement).update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void record_secretsAndDigests_neverGetIn() {
    Customer customer = business.newCustomer();
    RevealedApiKey revealed =
        business
            .apiKeys
            .create(owner(), customer.id(), new NewApiKey("shop", Environment.PROD, null))
            .orElseThrow();
    business.apiKeys.rotate(owner(), revealed.apiKey().id(), Duration.ZERO, "test");
    business.connectors.addSecret(owner(), "rozetka", Duration.ZERO, "test").orElseThrow();

    List<String> rows =
        business
            .sql(DatabaseRole.OWNER)
            .sql("select to_jsonb(a)::text from audit_entry a")
            .query(String.class)
            .list();

    String random = revealed.secret().reveal().substring("bpm_prod_".length() + 6);
    assertThat(rows)
        .noneMatch(row -> row.contains(random))
        .noneMatch(row -> row.contains("digest"));
  }

  @Test
  void list_filters_findEntries() {
    Customer customer = business.newCustomer();
    business.customers.block(owner(), customer.id(), null, "chargeback").orElseThrow();
    business.customers.block(staff(Role.BILLING), customer.id(), null, "chargeback");

    assertThat(listed(Map.of("operation", "customer.block"))).hasSize(2);
    assertThat(listed(Map.of("outcome", "refused"))).hasSize(1);
    assertThat(listed(Map.of("actor", "BILLING@"))).hasSize(1);
    assertThat(listed(Map.of("targetType", "customer", "targetId", customer.id().toString())))
        .hasSize(3);
    assertThat(listed(Map.of("from", "2026-03-10", "until", "2026-03-11"))).hasSize(4);
    assertThat(listed(Map.of("until", "2026-03-10"))).isEmpty();
  }

  @Test
  void list_withoutTheRight_isRefusedAndRecorded() {
    Result<?> refused = business.audit.list(staff(Role.SUPPORT), ListQuery.first(10));

    assertThat(refused).isEqualTo(Result.refused(new Refusal.Forbidden(Permission.READ_AUDIT)));
    assertThat(newest().operation()).isEqualTo("audit.list");
  }

  @Test
  void customerDetails_inTheLog_areThoseThatWereStored() {
    Customer customer =
        business
            .customers
            .create(
                owner(),
                new CustomerDetails(" a@shop.example ", "Ім’я \\ \"x\"", null, "ua", Language.UK))
            .orElseThrow();

    assertThat(newest().after()).isEqualTo(customerFacts(customer));
    assertThat(verify()).isInstanceOf(Intact.class);
  }

  private static Facts customerFacts(Customer customer) {
    return Facts.NONE
        .with("email", "a@shop.example")
        .with("name", customer.details().name())
        .with("country", "UA")
        .with("locale", "uk");
  }

  private AuditVerification verify() {
    return business.audit.verify(owner()).orElseThrow();
  }

  private AuditEntry newest() {
    return listed(Map.of()).getFirst();
  }

  private List<AuditEntry> listed(Map<String, String> filters) {
    return business
        .audit
        .list(owner(), new ListQuery(filters, List.of(), 0, 100))
        .orElseThrow()
        .items();
  }

  private long count(String table) {
    return business
        .sql(DatabaseRole.OWNER)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }
}
