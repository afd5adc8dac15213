package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoClockIT {
  @TempDir Path root;
  private DemoFolder folder;

  @BeforeEach
  void open() throws Exception {
    folder = DemoFolder.open(root);
  }

  @Test
  void moved_nothingAsked_staysWhereItWas() throws Exception {
    assertThat(DemoClock.moved(folder, Duration.ZERO)).isZero();
    assertThat(DemoClock.moved(folder, Duration.ofHours(30))).hasHours(30);

    assertThat(DemoClock.moved(folder, Duration.ZERO)).hasHours(30);
    assertThat(DemoClock.moved(folder, Duration.ofHours(31))).hasHours(31);
  }

  @Test
  void moved_back_isRefusedAndStaysWhereItWas() throws Exception {
    Duration before = DemoClock.moved(folder, Duration.ofDays(10));

    assertThatThrownBy(() -> DemoClock.moved(folder, Duration.ofDays(9)))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageContaining("is at +10d and does not go back");
    assertThat(DemoClock.moved(folder, Duration.ZERO)).isEqualTo(before);
  }

  @Test
  void moved_fileSaysNoTime_isRefusedAsDamage() throws Exception {
    Files.writeString(folder.clockFile(), "soon");

    assertThatThrownBy(() -> DemoClock.moved(folder, Duration.ZERO))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageStartingWith("the demo's folder is damaged");
  }
}
