package com.bpmcentr.loadtests.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.license.DecisionCode;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionCountsTest {
  private static final Set<DecisionCode> VALID = Set.of(DecisionCode.VALID);

  private static DecisionCounts counts(String valid, String expired) throws IOException {
    return DecisionCounts.parse(
        """
        # HELP edge_decisions_total Checks decided, by code
        # TYPE edge_decisions_total counter
        edge_decisions_total{code="VALID"} %s
        edge_decisions_total{code="EXPIRED"} %s
        edge_set_size 101.0
        """
            .formatted(valid, expired));
  }

  @Test
  void wrongSince_allOfTheExpectedCode_isNothing() throws IOException {
    assertThat(counts("1.5E7", "7.0").wrongSince(counts("5000000.0", "7.0"), VALID, 9_999_990))
        .isEmpty();
  }

  @Test
  void wrongSince_anotherCode_isToldByItsName() throws IOException {
    assertThat(counts("200.0", "9.0").wrongSince(counts("100.0", "7.0"), VALID, 100))
        .contains("2 decisions were EXPIRED");
  }

  @Test
  void wrongSince_fewerThanAnswers_isTold() throws IOException {
    assertThat(counts("200.0", "7.0").wrongSince(counts("100.0", "7.0"), VALID, 101))
        .contains("only 100 of 101 answers were decisions");
  }

  @Test
  void parse_noDecisions_isRefused() {
    assertThatThrownBy(() -> DecisionCounts.parse("edge_set_size 101.0\n"))
        .isInstanceOf(IOException.class);
  }
}
