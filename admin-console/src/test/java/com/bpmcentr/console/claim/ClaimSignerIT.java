package com.bpmcentr.console.claim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.license.License;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From an edge's claim to the license that says it, in the whole console. */
@ConsoleTest
class ClaimSignerIT {

  @Autowired private ConsoleConfig config;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private ClaimSigner signer;

  private JdbcClient owner;

  @BeforeEach
  void connect() {
    owner = JdbcClient.create(Objects.requireNonNull(config.migrationDatabase()).dataSource());
  }

  @Test
  void watch_claimMade_isSoonInTheLicense() {
    Unbound unbound = unbound();
    claim(unbound, "account-1");

    await().atMost(10, SECONDS).until(() -> unsigned(unbound) == 0);

    assertThat(license(unbound)).contains("\"account\":\"account-1\"");
    String signedAt =
        owner
            .sql(
                "select signed_epoch || '-' || signed_seq from subscription_claim"
                    + " where subscription_id = :id")
            .param("id", unbound.subscription())
            .query(String.class)
            .single();
    assertThat(signedAt)
        .isEqualTo(
            owner
                .sql("select epoch || '-' || seq from license_current where subject = :subject")
                .param("subject", unbound.subject())
                .query(String.class)
                .single());
  }

  @Test
  void signWaiting_severalSignersAtOnce_eachClaimIsSignedOnce() throws Exception {
    List<Unbound> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(unbound());
    }
    List<Long> before = all.stream().map(this::entries).toList();
    all.forEach(unbound -> claim(unbound, "account-1"));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> signers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        signers.add(threads.submit(signer::signWaiting));
      }
      for (Future<?> each : signers) {
        each.get();
      }
    }

    await().atMost(10, SECONDS).until(() -> all.stream().allMatch(one -> unsigned(one) == 0));
    for (int i = 0; i < all.size(); i++) {
      assertThat(entries(all.get(i))).isEqualTo(before.get(i) + 1);
    }
  }

  private record Unbound(UUID customer, UUID subscription) {
    String subject() {
      return License.subjectOf(customer.toString());
    }
  }

  private Unbound unbound() {
    Customer customer =
        customers.create(Business.owner(), Business.details(Business.newEmail())).orElseThrow();
    UUID subscription =
        subscriptions
            .create(Business.owner(), Business.order(customer, "rozetka", null, false))
            .orElseThrow()
            .subscription()
            .id();
    return new Unbound(customer.id(), subscription);
  }

  private void claim(Unbound unbound, String account) {
    String answer =
        owner
            .sql("select answer from claim(:subscription, :account, 'edge-1')")
            .param("subscription", unbound.subscription())
            .param("account", account)
            .query(String.class)
            .single();
    assertThat(answer).isEqualTo("BOUND_NOW");
  }

  private long unsigned(Unbound unbound) {
    return owner
        .sql("select count(*) from unsigned_claim where subscription_id = :id")
        .param("id", unbound.subscription())
        .query(Long.class)
        .single();
  }

  private long entries(Unbound unbound) {
    return owner
        .sql("select count(*) from feed_entry where subject = :subject")
        .param("subject", unbound.subject())
        .query(Long.class)
        .single();
  }

  private String license(Unbound unbound) {
    return owner
        .sql("select convert_from(payload, 'UTF8') from license_current where subject = :subject")
        .param("subject", unbound.subject())
        .query(String.class)
        .single();
  }
}
