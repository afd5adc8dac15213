package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.Refusal.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Оксана Їжак",
        "O'Brien",
        "Анна-Марія",
        "株式会社",
        "ТОВ «Приклад» & Ко",
        "\uD83D\uDE00",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "می\u200Cخواهم",
        "<script>alert(1)</script>"
      })
  void line_namesOfTheWorld_areTaken(String name) {
    assertThat(FieldRules.line("name", name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul\u0000",
        "bell\u0007",
        "new\nline",
        "carriage\rreturn",
        "escape\u001B[31m",
        "c1\u0085",
        "override\u202Egnp.exe",
        "isolate\u2066x\u2069",
        "mark\u200F",
        "zero\u200Bwidth",
        "byte order\uFEFF",
        "soft\u00ADhyphen",
        "line\u2028separator",
        "paragraph\u2029separator",
        "half \uD83D pair",
        "private \uE000",
        "tag \uDB40\uDC41",
        "unassigned \u0378"
      })
  void line_charactersThatHideOrTurn_areRefused(String name) {
    assertThat(FieldRules.line("name", name)).contains(new Invalid("name", InvalidKey.CHARACTERS));
  }

  /** What is written down stays: the log is append-only. */
  @ParameterizedTest
  @ValueSource(strings = {"bpm_prod_", "bpm_test_", "bpm_adm_", "bpm_conn_"})
  void reason_withAWholeSecretOfOurs_isRefused(String kind) {
    String secret = kind + "Ab1_-".repeat(8);

    assertThat(FieldRules.reason("reason", "found " + secret + " in git"))
        .contains(new Invalid("reason", InvalidKey.SECRET));
    assertThat(FieldRules.line("name", secret)).contains(new Invalid("name", InvalidKey.SECRET));
    assertThat(FieldRules.email("email", secret + "@x.example"))
        .contains(new Invalid("email", InvalidKey.SECRET));
    assertThat(FieldRules.reason("reason", "found " + secret.substring(0, 15) + "… in git"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003"})
  void line_nothingToSee_isRequired(String name) {
    assertThat(FieldRules.line("name", name)).contains(new Invalid("name", InvalidKey.REQUIRED));
  }

  @Test
  void line_length_isCountedInCharactersNotInUnits() {
    assertThat(FieldRules.line("name", "\uD83D\uDE00".repeat(200))).isEmpty();
    assertThat(FieldRules.line("name", "a".repeat(201)))
        .contains(new Invalid("name", InvalidKey.TOO_LONG, List.of(200)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.ua",
        "first.last+tag@mail.shop-1.example",
        "o'brien@example.com",
        "x@xn--j1amh.xn--j1amh"
      })
  void email_addresses_areTaken(String email) {
    assertThat(FieldRules.email("email", email)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@b.ua",
        "a@",
        "a@b",
        "a@b.",
        "a@.ua",
        "a@b..ua",
        "a@-b.ua",
        "a@b-.ua",
        "a@b.1",
        ".a@b.ua",
        "a.@b.ua",
        "a..b@b.ua",
        "a b@b.ua",
        "a@b@c.ua",
        "\"a b\"@b.ua",
        "a@[127.0.0.1]",
        "а@b.ua",
        "a@b.ua,c@d.ua"
      })
  void email_whatIsNone_isRefused(String email) {
    assertThat(FieldRules.email("email", email)).contains(new Invalid("email", InvalidKey.EMAIL));
  }

  @Test
  void email_lengths_areThoseOfTheStandard() {
    String domain = "@" + ("a".repeat(61) + ".").repeat(4) + "ua";

    assertThat(FieldRules.email("email", "a".repeat(64) + "@b.ua")).isEmpty();
    assertThat(FieldRules.email("email", "a".repeat(65) + "@b.ua")).isNotEmpty();
    assertThat(FieldRules.email("email", "a".repeat(64) + domain))
        .contains(new Invalid("email", InvalidKey.TOO_LONG, List.of(254)));
  }

  @Test
  void email_hostileLength_answersAtOnce() {
    String hostile = "a".repeat(60) + "." + "a".repeat(200) + "!";

    assertThat(FieldRules.email("email", hostile)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "U", "ua", "UKR", "XX", "U\u0000"})
  void country_whatIsNone_isRefused(String country) {
    assertThat(FieldRules.country("country", country))
        .contains(new Invalid("country", InvalidKey.COUNTRY));
  }

  @Test
  void time_bounds_areIncluded() {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    Instant last = Instant.parse("2026-12-31T00:00:00Z");

    assertThat(FieldRules.time("startsAt", first, first, last)).isEmpty();
    assertThat(FieldRules.time("startsAt", last, first, last)).isEmpty();
    assertThat(FieldRules.time("startsAt", last.plusMillis(1), first, last))
        .contains(
            new Invalid(
                "startsAt",
                InvalidKey.TIME_RANGE,
                List.of("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")));
    assertThat(FieldRules.time("startsAt", Instant.MIN, first, last)).isNotEmpty();
    assertThat(FieldRules.time("startsAt", Instant.MAX, first, last)).isNotEmpty();
  }

  @Test
  void seconds_bounds_areIncluded() {
    Optional<Invalid> tooLong =
        FieldRules.seconds("overlapSeconds", Duration.ofDays(91), Duration.ofDays(90));

    assertThat(FieldRules.seconds("overlapSeconds", Duration.ZERO, Duration.ofDays(90))).isEmpty();
    assertThat(tooLong)
        .contains(new Invalid("overlapSeconds", InvalidKey.SECONDS_RANGE, List.of(0L, 7_776_000L)));
    assertThat(FieldRules.seconds("x", Duration.ofSeconds(-1), Duration.ofDays(90))).isNotEmpty();
    assertThat(FieldRules.seconds("x", Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(1)))
        .isNotEmpty();
  }
}
