package com.bpmcentr.loadtests.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
  private static final String AFTER_NAME =
      " S 1 4194 4194 0 -1 4194560 5001 0 3 0 150 27 9 8 20 0 31 0 12345 3398 4000";

  @Test
  void microsOf_statText_isUserAndKernelTime() throws IOException {
    assertThat(CpuTime.microsOf("4194 (java)" + AFTER_NAME)).isEqualTo(1_770_000);
  }

  @Test
  void microsOf_nameWithSpacesAndParentheses_isNoField() throws IOException {
    assertThat(CpuTime.microsOf("4194 (a (very) odd name)" + AFTER_NAME)).isEqualTo(1_770_000);
  }

  @Test
  void microsOf_otherText_isRefused() {
    assertThatThrownBy(() -> CpuTime.microsOf("4194 (java) S 1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/proc/<pid>/stat");
  }
}
