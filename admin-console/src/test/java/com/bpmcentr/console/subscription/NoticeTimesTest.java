package com.bpmcentr.console.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.Refusal.Invalid;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTimesTest {

  @Test
  void problem_ofWhatIsSold_isNone() {
    assertThat(NoticeTimes.SOLD.problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 3600, 3600, 3600, 1, 2, 3",
    "2592000, 1209600, 5184000, 3888000, 5, 6, 7",
  })
  void problem_atTheLimits_isNone(
      long trial, long month, long year, long price, int one, int two, int three) {
    assertThat(times(trial, month, year, price, one, two, three).problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "trialNoticeSeconds, 3599, 3600, 3600, 3600, 1, 2, 3",
    "trialNoticeSeconds, 2592001, 3600, 3600, 3600, 1, 2, 3",
    "monthNoticeSeconds, 3600, 3599, 3600, 3600, 1, 2, 3",
    "monthNoticeSeconds, 3600, 1209601, 3600, 3600, 1, 2, 3",
    "yearNoticeSeconds, 3600, 3600, 3599, 3600, 1, 2, 3",
    "yearNoticeSeconds, 3600, 3600, 5184001, 3600, 1, 2, 3",
    "priceNoticeSeconds, 3600, 3600, 3600, 3599, 1, 2, 3",
    "priceNoticeSeconds, 3600, 3600, 3600, 3888001, 1, 2, 3",
    "firstReminderDay, 3600, 3600, 3600, 3600, 0, 2, 3",
    "firstReminderDay, 3600, 3600, 3600, 3600, 6, 7, 8",
    "secondReminderDay, 3600, 3600, 3600, 3600, 3, 3, 7",
    "secondReminderDay, 3600, 3600, 3600, 3600, 3, 7, 8",
    "thirdReminderDay, 3600, 3600, 3600, 3600, 1, 3, 3",
    "thirdReminderDay, 3600, 3600, 3600, 3600, 1, 3, 8",
  })
  void problem_outOfRange_namesTheField(
      String field, long trial, long month, long year, long price, int one, int two, int three) {
    assertThat(times(trial, month, year, price, one, two, three).problem())
        .map(Invalid::field)
        .contains(field);
  }

  private static NoticeTimes times(
      long trial, long month, long year, long price, int one, int two, int three) {
    return new NoticeTimes(
        Duration.ofSeconds(trial),
        Duration.ofSeconds(month),
        Duration.ofSeconds(year),
        Duration.ofSeconds(price),
        one,
        two,
        three);
  }
}
