package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterMarkTest {

  private final CounterMark marks = new CounterMark(0x5DEECE66DL);

  private long mark(Decision decision, String operation) {
    return marks.of(
        decision.check().keyDigests(),
        decision.grant(),
        decision.check().connector(),
        decision.check().account(),
        decision.code(),
        operation);
  }

  @Test
  void of_sameAgain_withOtherObjects_isTheSame() {
    assertThat(mark(CountedChecks.decision("k1", "1", "s1"), new String("send")))
        .isEqualTo(mark(CountedChecks.decision("k1", "1", "s1"), "send"));
  }

  @Test
  void of_whateverDiffers_differs() {
    Map<Long, List<String>> seen = new HashMap<>();
    for (String key : List.of("k1", "k2")) {
      for (String account : List.of("1", "2", "12", "Aa", "BB")) {
        for (String subscription : List.of("s1", "s2")) {
          for (String operation : List.of("", "1", "2", "12", "Aa", "BB")) {
            List<String> what = List.of(key, account, subscription, operation);
            long mark = mark(CountedChecks.decision(key, account, subscription), operation);
            assertThat(seen.put(mark, what)).as("%s", what).isNull();
          }
        }
      }
    }
  }

  @Test
  void of_anotherMultiplier_isAnotherMark() {
    CounterMark others = new CounterMark(0x2545F4914F6CDD1DL);
    assertThat(others.of(null, null, "rozetka", null, DecisionCode.KEY_NOT_FOUND, null))
        .isNotEqualTo(marks.of(null, null, "rozetka", null, DecisionCode.KEY_NOT_FOUND, null));
  }

  @Test
  void of_nothing_andNothingsCodes_differ_andAreNever0() {
    assertThat(List.of(DecisionCode.values()))
        .extracting(code -> marks.of(null, null, null, null, code, null))
        .doesNotHaveDuplicates()
        .doesNotContain(0L);
  }
}
