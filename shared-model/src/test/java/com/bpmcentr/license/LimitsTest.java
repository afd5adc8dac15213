package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records of the format let through, at its edges. */
class LimitsTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void isAccount_everyCharacter_onlyPrintableAsciiWithoutSpace() {
    for (char c = 0; c < 0x500; c++) {
      assertThat(Limits.isAccount(String.valueOf(c))).isEqualTo(c >= 0x21 && c <= 0x7E);
    }
    assertThat(Limits.isAccount("a".repeat(100))).isTrue();
    assertThat(Limits.isAccount("a".repeat(101))).isFalse();
    assertThat(Limits.isAccount("")).isFalse();
  }

  @Test
  void isConnector_everyCharacter_onlyLowerCaseDigitsAndHyphen() {
    for (char c = 0; c < 0x500; c++) {
      boolean expected = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
      assertThat(Limits.isConnector(String.valueOf(c))).isEqualTo(expected);
    }
    assertThat(Limits.isConnector("a".repeat(64))).isTrue();
    assertThat(Limits.isConnector("a".repeat(65))).isFalse();
    assertThat(Limits.isConnector("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "й", "a/b"})
  void isId_otherCharacters_isNone(String text) {
    assertThat(Limits.isId(text)).isFalse();
    assertThat(Limits.isId("a".repeat(65))).isFalse();
  }

  @Test
  void grant_graceBeforeTheEnd_isRefused() {
    assertThat(grant(END, END).accessEndsAt()).isEqualTo(END);
    assertThatThrownBy(() -> grant(END, END.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void grant_endBeforeTheStart_isRefused() {
    assertThat(grant(START, null).accessEndsAt()).isEqualTo(START);
    assertThatThrownBy(() -> grant(START.minusMillis(1), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** One digest is one key; twice, the first would decide and the second's revocation be lost. */
  @Test
  void license_oneDigestUnderTwoIds_isRefused() {
    KeyDigest digest = KeyDigest.of(new byte[KeyDigest.LENGTH]);
    ApiKeyRef first = new ApiKeyRef("key-1", digest, "p1", Environment.PROD, null, null);
    ApiKeyRef second = new ApiKeyRef("key-2", digest, "p1", Environment.PROD, null, START);

    assertThatThrownBy(
            () -> new License("l", "c", 1, START, false, false, List.of(first, second), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Grant grant(Instant endsAt, Instant graceUntil) {
    return new Grant(
        "s-1",
        START,
        "rozetka",
        null,
        Category.STANDARD,
        Interval.MONTH,
        false,
        START,
        endsAt,
        graceUntil,
        true,
        null,
        null);
  }
}
