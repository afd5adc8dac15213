package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.usage.BlastRadius;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlastRadiusNoteTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  @Test
  void of_nobodyInTheOnlyDayThatWasLookedAt_saysNothingOfTheDaysBefore() {
    assertThat(text(0, null, Duration.ofDays(1)))
        .contains("No check passed in the last 24 hours")
        .doesNotContain("35 days");
  }

  @Test
  void of_nobodyInAllThatIsKept_saysSo() {
    assertThat(text(0, null, Duration.ofDays(35))).contains("No allowed check in the last 35 days");
  }

  @Test
  void of_somebodyInTheDay_saysWhoAndWhen() {
    assertThat(text(2, NOON.minusSeconds(7_200), Duration.ofDays(1)))
        .contains("Stops 2 accounts")
        .contains("The last allowed check was in the hour before");
  }

  private static String text(long accounts, @Nullable Instant lastHour, Duration lookedBack) {
    var radius = new BlastRadius(accounts, 9, NOON, lastHour, lastHour, lookedBack, NOON);
    return BlastRadiusNote.of(radius, new Formats(Locale.ENGLISH, ZoneOffset.UTC))
        .getElement()
        .getTextRecursively();
  }
}
