package com.bpmcentr.demo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.txz",
    "Linux, aarch64, /postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, /postgres-darwin-arm_64.txz",
  })
  void archiveName_supportedMachine_isItsArchive(String system, String machine, String archive)
      throws Exception {
    assertThat(PostgresBinaries.archiveName(system, machine)).isEqualTo(archive);
  }

  @Test
  void archiveName_otherMachine_isRefusedByName() {
    assertThatThrownBy(() -> PostgresBinaries.archiveName("Windows 11", "amd64"))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("Windows 11 on amd64");
  }
}
