package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionVectorsTest {

  @ParameterizedTest
  @MethodSource("vectors")
  void decide_goldenCase_comesToItsDecision(DecisionVector vector) {
    JsonNode expected = vector.expected();

    DecisionStep step = vector.decide();

    switch (step) {
      case ClaimRequired required ->
          assertThat(required.grant().subscriptionId()).isEqualTo(expected.path("claim").asText());
      case Decision decision -> assertDecision(decision, expected);
    }
  }

  @Test
  void vectors_coverEveryCodeStatusAndWarning() throws IOException {
    EnumSet<DecisionCode> codes = EnumSet.noneOf(DecisionCode.class);
    EnumSet<DecisionStatus> statuses = EnumSet.noneOf(DecisionStatus.class);
    EnumSet<Warning> warnings = EnumSet.noneOf(Warning.class);
    Set<Integer> rows = new TreeSet<>();
    for (DecisionVector vector : vectors()) {
      rows.add(vector.row());
      if (vector.decide() instanceof Decision decision) {
        codes.add(decision.code());
        warnings.addAll(decision.warnings());
        if (decision.status() != null) {
          statuses.add(decision.status());
        }
      }
    }

    assertThat(codes).containsExactly(DecisionCode.values());
    assertThat(statuses).containsExactly(DecisionStatus.values());
    assertThat(warnings).containsExactly(Warning.values());
    assertThat(rows).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
  }

  static List<DecisionVector> vectors() throws IOException {
    return GoldenVectors.list("decisions.json").stream().map(DecisionVector::new).toList();
  }

  private static void assertDecision(Decision decision, JsonNode expected) {
    HeldGrant grant = decision.grant();
    assertThat(decision.code().name()).isEqualTo(expected.path("code").asText());
    assertThat(decision.status() == null ? null : decision.status().wireName())
        .isEqualTo(expected.path("status").asText(null));
    assertThat(grant == null ? null : grant.subscriptionId())
        .isEqualTo(expected.path("subscriptionId").asText(null));
    assertThat(decision.boundAccount()).isEqualTo(expected.path("boundAccount").asText(null));
    assertThat(decision.category() == null ? null : decision.category().wireName())
        .isEqualTo(expected.path("category").asText(null));
    assertThat(decision.newBinding()).isEqualTo(expected.path("newBinding").asBoolean());
    assertThat(decision.warnings())
        .extracting(Warning::name)
        .isEqualTo(expected.path("warnings").valueStream().map(JsonNode::asText).toList());
  }
}
