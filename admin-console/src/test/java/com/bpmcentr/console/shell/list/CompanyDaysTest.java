package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompanyDaysTest {

  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

  @Test
  void asMoments_days_areWholeDaysOfTheCompanysZone() {
    assertThat(CompanyDays.asMoments(Map.of("from", "2026-12-21", "endsUntil", "2026-12-21"), KYIV))
        .containsEntry("from", "2026-12-20T22:00:00Z")
        .containsEntry("endsUntil", "2026-12-21T22:00:00Z");
  }

  /** The day has 23 hours. */
  @Test
  void asMoments_dayOfTheChangeToSummerTime_endsWhereTheNextBegins() {
    assertThat(CompanyDays.asMoments(Map.of("from", "2026-03-29", "until", "2026-03-29"), KYIV))
        .containsEntry("from", "2026-03-28T22:00:00Z")
        .containsEntry("until", "2026-03-29T21:00:00Z");
  }

  @Test
  void asMoments_momentsOtherFiltersAndNonsense_stayAsTheyAre() {
    Map<String, String> filters =
        Map.of(
            "until", "2026-12-21T10:00:00Z",
            "q", "2026-12-21",
            "from", "2026-02-30",
            "dueFrom", "yesterday");

    assertThat(CompanyDays.asMoments(filters, KYIV)).isEqualTo(filters);
  }
}
