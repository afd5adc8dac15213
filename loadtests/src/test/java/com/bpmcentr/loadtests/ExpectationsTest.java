package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectationsTest {
  private final Expectations expectations = new Expectations("VALID");

  @Test
  void allow_nothingChanged_onlyTheOneCode() {
    assertThat(expectations.allow(expectations.now(), "VALID")).isTrue();
    assertThat(expectations.allow(expectations.now(), "REVOKED")).isFalse();
  }

  @Test
  void allow_changeAskedFor_either() {
    expectations.changingTo("REVOKED");

    assertThat(expectations.allow(expectations.now(), "VALID")).isTrue();
    assertThat(expectations.allow(expectations.now(), "REVOKED")).isTrue();
    assertThat(expectations.allow(expectations.now(), "SUSPENDED")).isFalse();
  }

  @Test
  void allow_startedAfterTheReceipt_neverTheOldCode() {
    expectations.changingTo("REVOKED");
    expectations.settledAt("REVOKED");

    assertThat(expectations.allow(expectations.now(), "VALID")).isFalse();
    assertThat(expectations.allow(expectations.now(), "REVOKED")).isTrue();
  }

  @Test
  void allow_startedBeforeTheReceiptAndEndedAfterIt_either() {
    expectations.changingTo("REVOKED");
    int started = expectations.now();
    expectations.settledAt("REVOKED");

    assertThat(expectations.allow(started, "VALID")).isTrue();
    assertThat(expectations.allow(started, "REVOKED")).isTrue();
  }

  @Test
  void allow_startedBeforeTheChangeWasAskedFor_either() {
    int started = expectations.now();
    expectations.changingTo("REVOKED");
    expectations.settledAt("REVOKED");

    assertThat(expectations.allow(started, "VALID")).isTrue();
    assertThat(expectations.allow(started, "REVOKED")).isTrue();
  }
}
