package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.license.Interval;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FactsTest {

  @Test
  void with_values_becomeTextAndAbsentOnesNothing() {
    Facts facts =
        Facts.NONE
            .with("interval", Interval.MONTH)
            .with("at", Instant.parse("2026-03-10T09:30:00Z"))
            .with("secrets", 2)
            .with("company", null);

    assertThat(facts.toJson())
        .isEqualTo(
            """
            {"at":"2026-03-10T09:30:00Z","interval":"month","secrets":"2"}""");
  }

  @Property
  void parse_whatToJsonWrote_isTheSame(@ForAll String field, @ForAll String text) {
    Facts facts = Facts.NONE.with(field, text);

    assertThat(Facts.parse(facts.toJson())).isEqualTo(facts);
  }

  @Test
  void parse_nulls_areAbsent() {
    assertThat(Facts.parse("{\"account\":null}")).isEqualTo(Facts.NONE);
  }

  @Test
  void parse_whatIsNoObject_isRefused() {
    assertThatThrownBy(() -> Facts.parse("[1]")).isInstanceOf(IllegalArgumentException.class);
  }
}
