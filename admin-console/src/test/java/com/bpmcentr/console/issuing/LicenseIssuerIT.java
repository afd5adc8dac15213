package com.bpmcentr.console.issuing;

import static com.bpmcentr.console.Business.order;
import static com.bpmcentr.console.Business.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LicenseIssuerIT {

  private static Business business;

  private Customer customer;

  @BeforeAll
  static void open() {
    business = Business.open();
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

  @Test
  void issue_eachTime_isOneVersionMore() {
    assertThat(issue().version()).isEqualTo(1);
    assertThat(issue().version()).isEqualTo(2);
    assertThat(issue().customerId()).isEqualTo(customer.id().toString());
  }

  @Test
  void issue_trial_hasNeitherGraceNorASuspensionToCome() {
    business.subscriptions.create(owner(), order(customer, "rozetka", null, true)).orElseThrow();

    Grant grant = issue().grants().getFirst();

    assertThat(grant.trial()).isTrue();
    assertThat(grant.endsAt()).isEqualTo(Business.START.plus(Duration.ofDays(7)));
    assertThat(grant.graceUntil()).isNull();
    assertThat(grant.suspendedAt()).isNull();
    assertThat(grant.account()).isNull();
  }

  @Test
  void issue_endedSubscription_isRememberedForNinetyDays() {
    Subscription subscription = business.newSubscription(customer, "rozetka", "1234567");
    Instant end = subscription.accessEndsAt();

    business.clock.set(end.plus(Duration.ofDays(90)).minusMillis(1));
    assertThat(issue().grants()).hasSize(1);
    business.clock.set(end.plus(Duration.ofDays(90)));
    assertThat(issue().grants()).isEmpty();
  }

  @Test
  void issue_revokedSubscription_isRememberedForNinetyDays() {
    Subscription subscription = business.newSubscription(customer, "rozetka", "1234567");
    business.subscriptions.revoke(owner(), subscription.id(), null, "fraud").orElseThrow();

    business.clock.set(Business.START.plus(Duration.ofDays(90)).minusMillis(1));
    assertThat(issue().grants()).extracting(Grant::revokedAt).containsExactly(Business.START);
    business.clock.set(Business.START.plus(Duration.ofDays(90)));
    assertThat(issue().grants()).isEmpty();
  }

  @Test
  void issue_stoppedKey_isRememberedForNinetyDays() {
    UUID revoked = newKey();
    newKey();
    business.apiKeys.revoke(owner(), revoked, "leaked").orElseThrow();

    business.clock.set(Business.START.plus(Duration.ofDays(90)).minusMillis(1));
    assertThat(issue().keys()).hasSize(2);
    business.clock.set(Business.START.plus(Duration.ofDays(90)));
    assertThat(issue().keys())
        .singleElement()
        .satisfies(key -> assertThat(key.keyId()).isNotEqualTo(revoked.toString()));
  }

  @Test
  void issue_outsideATransaction_isRefused() {
    assertThatThrownBy(() -> business.part(LicenseIssuer.class).issue(customer.id()))
        .isInstanceOf(IllegalStateException.class);
  }

  private UUID newKey() {
    return business
        .apiKeys
        .create(owner(), customer.id(), new NewApiKey("shop", Environment.PROD, null))
        .orElseThrow()
        .apiKey()
        .id();
  }

  private License issue() {
    new TransactionTemplate(business.part(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> business.part(LicenseIssuer.class).issue(customer.id()));
    return business.feed.license(customer.id());
  }
}
