package com.bpmcentr.console.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionFileIT {

  @TempDir private Path disk;
  private final PublishingAlarms alarms = new PublishingAlarms(new AdjustableClock());

  private static LastPublished at(long seq) {
    return new LastPublished(new FeedPosition(1, seq), Hash.ZERO, Hash.ZERO);
  }

  /** Else a database that was set back meanwhile would be found out by nobody. */
  @Test
  void keep_diskTakesNothingForAWhile_isAnAlarmUntilTheNewestIsWritten() throws IOException {
    Path folder = disk.resolve("away");
    try (PositionFile file = new PositionFile(folder, alarms)) {
      file.keep(at(1));
      await().atMost(Duration.ofSeconds(20)).until(() -> alarms.isActive(Kind.POSITION_UNWRITTEN));
      assertThat(alarms.feedIsReadOnly()).isFalse();

      Files.createDirectory(folder);
      file.keep(at(2));

      await().atMost(Duration.ofSeconds(20)).until(() -> !alarms.isActive(Kind.POSITION_UNWRITTEN));
      assertThat(file.read()).contains(at(2));
    }
  }
}
