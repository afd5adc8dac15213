package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionMessages;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Warning;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicKeysTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  private final MagicKeys keys = new MagicKeys();

  private Decision find(String key, String connector) {
    return keys.find(new CheckRequest(connector, "1", key, null, Language.EN), CLOCK);
  }

  @ParameterizedTest
  @EnumSource(DecisionCode.class)
  void find_codeAtTheReservedConnector_thatCode(DecisionCode code) {
    Decision decision = find("bpm_test_magic_" + lower(code), "bpm-test");

    assertThat(decision.code()).isEqualTo(code);
    assertThat(DecisionMessages.text(decision, Language.UK)).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(value = DecisionCode.class, names = "VALID", mode = EnumSource.Mode.EXCLUDE)
  void find_denialAtAnyConnector_thatCode(DecisionCode code) {
    assertThat(find("bpm_test_magic_" + lower(code), "rozetka").code()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource(DecisionStatus.class)
  void find_status_thatStatus(DecisionStatus status) {
    Decision decision = find("bpm_test_magic_status_" + lower(status), "bpm-test");

    assertThat(decision.status()).isEqualTo(status);
    assertThat(new VerifyAnswer().toBody(decision, Language.EN).toString())
        .contains("\"status\":\"" + lower(status) + "\"");
  }

  @ParameterizedTest
  @EnumSource(Warning.class)
  void find_warning_validWithThatWarning(Warning warning) {
    Decision decision = find("bpm_test_magic_warning_" + lower(warning), "bpm-test");

    assertThat(decision.valid()).isTrue();
    assertThat(decision.warnings()).containsExactly(warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpm_test_magic_valid",
        "bpm_test_magic_status_free",
        "bpm_test_magic_status_trial",
        "bpm_test_magic_status_active",
        "bpm_test_magic_status_canceled",
        "bpm_test_magic_status_past_due",
        "bpm_test_magic_warning_in_grace",
        "bpm_test_magic_warning_stale",
      })
  void find_whatSaysValidAtASoldConnector_keyNotFound(String key) {
    assertThat(find(key, "rozetka").code()).isEqualTo(DecisionCode.KEY_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpm_test_magic_",
        "bpm_test_magic_VALID",
        "bpm_test_magic_nothing",
        "bpm_prod_magic_valid",
        "bpm_test_x",
      })
  void find_otherKeys_none(String key) {
    assertThat(find(key, "bpm-test")).isNull();
  }

  @Test
  void find_noKey_none() {
    assertThat(find(null, "bpm-test")).isNull();
  }

  @Test
  void find_accountMismatch_namesAnotherAccountThanTheOneAsked() {
    CheckRequest request =
        new CheckRequest(
            "rozetka", "7654321", "bpm_test_magic_account_mismatch", null, Language.EN);

    assertThat(keys.find(request, CLOCK).boundAccount()).isNotNull().isNotEqualTo("7654321");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }
}
