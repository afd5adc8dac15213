package com.bpmcentr.console.activity;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.staff;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.license.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityServiceIT {

  private static Business business;
  private static ActivityService activity;

  private Customer customer;

  @BeforeAll
  static void open() {
    business = Business.open();
    activity = business.part(ActivityService.class);
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void newCustomer() {
    business.clock.set(Business.START);
    customer = business.newCustomer();
  }

  /** Support and billing are on the phone with the customer, and may not read the audit log. */
  @Test
  void of_customer_isWhatWasDoneToThemTheirKeysAndSubscriptions() {
    later();
    Subscription subscription = business.newSubscription(customer, "rozetka", "1");
    later();
    ApiKey key = newKey();
    later();
    business.customers.block(owner(), customer.id(), null, "fraud").orElseThrow();

    for (Role role : List.of(Role.SUPPORT, Role.BILLING)) {
      List<Activity> found = newest(role, ActivitySubject.CUSTOMER, customer.id(), 100);

      assertThat(found)
          .extracting(Activity::what)
          .containsExactly(
              "customer.block",
              "api-key.create",
              "subscription.paid",
              "subscription.created",
              "customer.create");
      assertThat(found.getFirst().reason()).isEqualTo("fraud");
      assertThat(found.getFirst().actorName()).isEqualTo("owner@bpmcentr.example");
      assertThat(found.get(1).targetId()).isEqualTo(key.id().toString());
      assertThat(found.get(3).targetId()).isEqualTo(subscription.id().toString());
    }
  }

  @Test
  void of_customer_saysNothingOfOthersNorOfWhatWasRefused() {
    Customer other = business.newCustomer();
    business.customers.block(owner(), other.id(), null, "fraud").orElseThrow();
    business.customers.block(staff(Role.AUDITOR), customer.id(), null, "may not");

    assertThat(newest(Role.OWNER, ActivitySubject.CUSTOMER, customer.id(), 100))
        .extracting(Activity::what)
        .containsExactly("customer.create");
  }

  @Test
  void of_moreThanIsAskedFor_isTheNewestAndSaysSo() {
    for (int times = 0; times < 3; times++) {
      later();
      business.customers.block(owner(), customer.id(), null, "fraud").orElseThrow();
      later();
      business.customers.unblock(owner(), customer.id(), null, null).orElseThrow();
    }

    Activities found =
        activity.of(owner(), ActivitySubject.CUSTOMER, customer.id().toString(), 2).orElseThrow();

    assertThat(found.more()).isTrue();
    assertThat(found.newest())
        .extracting(Activity::what)
        .containsExactly("customer.unblock", "customer.block");
    assertThat(
            activity
                .of(owner(), ActivitySubject.CUSTOMER, customer.id().toString(), 7)
                .orElseThrow()
                .more())
        .isFalse();
  }

  @Test
  void of_keyThatCameByRotation_beginsWithTheRotation() {
    ApiKey old = newKey();
    later();
    ApiKey successor =
        business.apiKeys.rotate(owner(), old.id(), Duration.ZERO, "test").orElseThrow().apiKey();
    later();
    business.apiKeys.revoke(owner(), successor.id(), "leaked").orElseThrow();

    assertThat(newest(Role.SUPPORT, ActivitySubject.API_KEY, successor.id(), 100))
        .extracting(Activity::what)
        .containsExactly("api-key.revoke", "api-key.rotate");
    assertThat(newest(Role.SUPPORT, ActivitySubject.API_KEY, old.id(), 100))
        .extracting(Activity::what)
        .containsExactly("api-key.rotate", "api-key.create");
  }

  @Test
  void of_invoice_isItsPaymentAndItsRefundAndNotThoseOfOthers() {
    business.newSubscription(customer, "prom-ua", "1");
    Subscription subscription = business.newSubscription(customer, "rozetka", "1");
    later();
    business.billing.refund(owner(), subscription.id(), null, "a mistake").orElseThrow();
    InvoiceRow paid =
        business
            .invoices
            .list(
                owner(),
                new ListQuery(
                    Map.of("subscriptionId", subscription.id().toString(), "status", "refunded"),
                    List.of(),
                    0,
                    1))
            .orElseThrow()
            .items()
            .getFirst();

    assertThat(newest(Role.BILLING, ActivitySubject.INVOICE, paid.invoice().id(), 100))
        .extracting(Activity::what)
        .containsExactly("subscription.refunded", "subscription.paid", "invoice.issue");
  }

  /** Who stopped it and why was in the log only, which support and billing may not read. */
  @Test
  void of_job_isWhoAskedForItAndWhoStoppedIt() {
    Job job =
        business
            .part(BulkService.class)
            .request(
                owner(),
                "customer",
                new BulkRequest("block", new Selection.Ids(List.of(customer.id())), "fraud"))
            .orElseThrow();
    later();
    business.part(JobService.class).stop(owner(), job.id(), "a slip").orElseThrow();

    for (Role role : Role.values()) {
      assertThat(newest(role, ActivitySubject.JOB, job.id(), 100))
          .extracting(Activity::what, Activity::actorName, Activity::reason)
          .containsExactly(
              tuple("job.stop", "owner@bpmcentr.example", "a slip"),
              tuple("job.request", "owner@bpmcentr.example", "fraud"));
    }
  }

  @Test
  void of_import_isItsLinesItsJobAndItsKeys() throws IOException {
    ImportService imports = business.part(ImportService.class);
    String line = "{\"externalId\":\"activity-1\",\"email\":\"%s\"}".formatted(Business.newEmail());
    UUID id =
        imports.receive(owner(), new ByteArrayInputStream(line.getBytes(UTF_8))).orElseThrow().id();
    later();
    business.part(JobService.class).stop(owner(), id, "a slip").orElseThrow();
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream((line + "\n").getBytes(UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });
    assertThatIOException().isThrownBy(() -> imports.receive(owner(), broken));
    UUID brokenOff =
        imports.list(owner(), ListQuery.first(1)).orElseThrow().items().getFirst().id();

    assertThat(newest(Role.SUPPORT, ActivitySubject.IMPORT, id, 100))
        .extracting(Activity::what)
        .containsExactly("job.stop", "import.create", "import.receive");
    assertThat(newest(Role.SUPPORT, ActivitySubject.IMPORT, brokenOff, 100))
        .extracting(Activity::what, Activity::actorName)
        .containsExactly(
            tuple("import.break-off", ""), tuple("import.receive", "owner@bpmcentr.example"));
  }

  @Test
  void of_staff_isForThoseWhoMayReadStaff() {
    assertThat(
            Business.refusal(
                activity.of(
                    staff(Role.SUPPORT), ActivitySubject.STAFF, customer.id().toString(), 1)))
        .isInstanceOf(Refusal.Forbidden.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_001})
  void of_limitOutOfRange_isRefused(int limit) {
    assertThat(
            Business.refusal(
                activity.of(owner(), ActivitySubject.CUSTOMER, customer.id().toString(), limit)))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void of_textThatIsNoId_isNotFound() {
    assertThat(Business.refusal(activity.of(owner(), ActivitySubject.INVOICE, "'; drop table", 1)))
        .isInstanceOf(Refusal.NotFound.class);
  }

  private List<Activity> newest(Role role, ActivitySubject subject, Object id, int limit) {
    return activity.of(staff(role), subject, id.toString(), limit).orElseThrow().newest();
  }

  private ApiKey newKey() {
    return business
        .apiKeys
        .create(owner(), customer.id(), new NewApiKey("Shop", Environment.PROD, null))
        .orElseThrow()
        .apiKey();
  }

  private static void later() {
    business.clock.advance(Duration.ofMinutes(1));
  }
}
