package com.bpmcentr.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.edge.ops.PromQl.Selector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {

  @Test
  void parse_ratio_namesBothMetricsWithTheirLabels() {
    PromQl read =
        PromQl.parse(
            """
            sum by (job) (rate(a_total{job="x", code=~"A|B"}[5m]))
              /
            sum by (job) (rate(b_total[$__rate_interval])) > 0.01
            """);

    assertThat(read.selectors())
        .containsExactly(
            new Selector("a_total", Map.of("job", "x", "code", "A|B")),
            new Selector("b_total", Map.of()));
    assertThat(read.groupings()).containsExactly("job");
  }

  @Test
  void parse_joinAndOffset_namesEachMetric() {
    PromQl read =
        PromQl.parse("a < on (job) group_left () max by (job, le) (b offset 1m) or c == 1");

    assertThat(read.selectors()).extracting(Selector::metric).containsExactly("a", "b", "c");
    assertThat(read.groupings()).containsExactlyInAnyOrder("job", "le");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rat(a_total[5m])",
        "rate(a_total[5 minutes])",
        "sum(a",
        "sum(a))",
        "rate > 1",
        "a{job=x}",
        "a{\"job\"=\"x\"}",
        "{job=\"x\"}",
        "a ? b",
        "sum by (job le) (a)",
      })
  void parse_whatIsNoSuchExpression_isRefused(String expression) {
    assertThatThrownBy(() -> PromQl.parse(expression)).isInstanceOf(IllegalArgumentException.class);
  }
}
