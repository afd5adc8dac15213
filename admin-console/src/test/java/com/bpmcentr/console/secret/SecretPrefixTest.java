package com.bpmcentr.console.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretPrefixTest {

  private static final String RANDOM = "S".repeat(34);

  @ParameterizedTest
  @CsvSource({
    "bpm_prod_Zx81Qw, bpm_prod_Zx81Qw",
    "bpm_test_Zx81Qw, bpm_test_Zx81Qw",
    "bpm_adm_Ab3d, bpm_adm_Ab3d",
    "bpm_conn_, bpm_conn_",
  })
  void cut_aWholeSecret_leavesItsPrefix(String prefix, String shown) {
    assertThat(SecretPrefix.cut(prefix + RANDOM)).isEqualTo(shown);
    assertThat(SecretPrefix.cut(shown)).isEqualTo(shown);
    assertThat(SecretPrefix.of(new Secret(prefix + RANDOM))).isEqualTo(shown);
  }

  @Test
  void cut_secretsWithinText_leavesTheRest() {
    assertThat(SecretPrefix.cut("Bearer bpm_adm_Ab3d" + RANDOM + " \u2026"))
        .isEqualTo("Bearer bpm_adm_Ab3d \u2026");
    assertThat(SecretPrefix.cut("prefix=bpm_prod_Zx81Qw" + RANDOM + "&keyPrefix=bpm_adm_12345&a=b"))
        .isEqualTo("prefix=bpm_prod_Zx81Qw&keyPrefix=bpm_adm_1234&a=b");
    assertThat(SecretPrefix.cut("no secret")).isEqualTo("no secret");
  }

  @Test
  void cut_filterThatAsksForAPrefix_cutsAnyLongerOne() {
    assertThat(
            SecretPrefix.cut(
                Map.of("prefix", "legacy-0123456789", "q", "legacy-0123456789", "keyPrefix", "ab")))
        .containsOnly(
            Map.entry("prefix", "lega"),
            Map.entry("q", "legacy-0123456789"),
            Map.entry("keyPrefix", "ab"));
  }
}
