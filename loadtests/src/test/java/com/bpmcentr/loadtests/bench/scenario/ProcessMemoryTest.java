package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

  @Test
  void parse_statusOfLinux_residentAndHighestInBytes() throws IOException {
    assertThat(
            ProcessMemory.parse(
                List.of(
                    "Name:\tjava", "VmHWM:\t  394240 kB", "VmRSS:\t  362496 kB", "Threads:\t9")))
        .isEqualTo(new ProcessMemory(362_496L * 1024, 394_240L * 1024));
  }

  @Test
  void parse_lineMissing_refused() {
    assertThatThrownBy(() -> ProcessMemory.parse(List.of("Name:\tjava", "VmRSS:\t12 kB")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("VmHWM");
  }

  @Test
  void parse_otherUnit_refused() {
    assertThatThrownBy(() -> ProcessMemory.parse(List.of("VmRSS:\t12 MB", "VmHWM:\t12 MB")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("12 MB");
  }
}
