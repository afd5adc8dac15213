package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPositionTest {

  @Property
  void parse_textOfAnyPosition_givesThePosition(@ForAll("positions") FeedPosition position) {
    assertThat(FeedPosition.parse(position.toString())).contains(position);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void compareTo_twoPositions_ordersByEpochThenSequence(
      @ForAll("positions") FeedPosition first, @ForAll("positions") FeedPosition second) {
    int expected =
        first.epoch() == second.epoch()
            ? Long.compare(first.seq(), second.seq())
            : Long.compare(first.epoch(), second.epoch());

    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(expected);
    assertThat(first.compareTo(second) == 0).isEqualTo(first.equals(second));
  }

  @Property
  void parse_anyText_neverThrows(@ForAll String text) {
    FeedPosition.parse(text).ifPresent(position -> assertThat(position.toString()).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "1-",
        "-1",
        "0-1",
        "1--1",
        "01-1",
        "1-01",
        "+1-1",
        "1-1 ",
        " 1-1",
        "1-1-1",
        "1-1\n",
        "１-1",
        "9223372036854775808-0",
        "1-9223372036854775808",
        "99999999999999999999-1"
      })
  void parse_otherForm_givesNothing(String text) {
    assertThat(FeedPosition.parse(text)).isEmpty();
  }

  @Test
  void next_staysInTheEpoch() {
    assertThat(new FeedPosition(2, 9).next()).isEqualTo(new FeedPosition(2, 10));
  }

  @Test
  void constructor_belowTheFirst_isRefused() {
    assertThatThrownBy(() -> new FeedPosition(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FeedPosition(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<FeedPosition> positions() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.longs().greaterOrEqual(1), Arbitraries.longs().between(1, 3)),
            Arbitraries.oneOf(
                Arbitraries.longs().greaterOrEqual(0), Arbitraries.longs().between(0, 3)))
        .as(FeedPosition::new);
  }
}
