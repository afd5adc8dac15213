package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What random worlds do not hold; {@link LicenseDeciderPropertiesTest} has the rest. */
class DecisionTraceTest {

  private static final Check CHECK =
      new Check("rozetka", "100", GoldenPeppers.read().digest("key-1").digest(), null);

  @Test
  void of_connectorOfACompromisedKey_isTheConnectorsRow() {
    HeldSet set = new HeldSet();
    set.compromisedConnectors.add("rozetka");

    DecisionTrace trace = DecisionTrace.of(CHECK, set, ClaimAnswers.NONE, Freshness.CURRENT, 0);

    assertThat(trace.step())
        .isInstanceOfSatisfying(
            Decision.class, it -> assertThat(it.code()).isEqualTo(DecisionCode.UNDECIDED));
    assertThat(trace.row()).isEqualTo(DecisionRow.CONNECTOR);
  }

  @Test
  void number_eachRow_isThatOfTheContractsTable() {
    int expected = 2;
    for (DecisionRow row : DecisionRow.values()) {
      assertThat(row.number()).as(row.name()).isEqualTo(expected++);
    }
  }
}
