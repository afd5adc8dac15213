package com.bpmcentr.console.apikey.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.shell.Desk;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Limits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the line to try a new key with says. */
@ConsoleTest
class KeyExamplesIT {

  @Autowired private TestStaff staff;
  @Autowired private Desk desk;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private KeyExamples examples;
  @Autowired private CurlLine curl;

  private Actor owner;
  private UUID customer;

  @BeforeEach
  void open() {
    desk.sitDown(staff.member(Role.OWNER));
    owner = staff.member(Role.OWNER).actor();
    String email = "example-" + UUID.randomUUID() + "@shop.example";
    customer =
        customers
            .create(owner, new CustomerDetails(email, "Example", null, "UA", Language.EN))
            .orElseThrow()
            .id();
  }

  @AfterEach
  void leave() {
    desk.leave();
  }

  /** It named a made-up account: whoever ran it bound the customer's subscription to that. */
  @Test
  void of_whatIsNotBoundYet_bindsNothingByItself() {
    subscribe("rozetka", null);

    KeyExample example = examples.of(customer);

    assertThat(example).isEqualTo(new KeyExample("rozetka", null));
    assertThat(curl.of("bpm_prod_x", example))
        .endsWith("?connector=rozetka&account=" + CurlLine.THEIR_ACCOUNT + "'");
    assertThat(Limits.isAccount(CurlLine.THEIR_ACCOUNT)).isFalse();
  }

  @Test
  void of_oneThatIsBound_isThatOne() {
    subscribe("prom-ua", "42");
    subscribe("rozetka", null);

    assertThat(examples.of(customer)).isEqualTo(new KeyExample("prom-ua", "42"));
  }

  @Test
  void of_none_saysWhatIsMissing() {
    assertThat(examples.of(customer).account()).isNotNull();
  }

  private void subscribe(String connector, @Nullable String account) {
    subscriptions
        .create(
            owner, new NewSubscription(customer, connector, Interval.MONTH, true, account, null))
        .orElseThrow();
  }
}
