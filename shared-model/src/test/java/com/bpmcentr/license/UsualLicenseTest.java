package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualLicenseTest {

  private static final Instant TIME = Instant.parse("2026-01-31T00:00:00.000Z");
  private static final License LICENSE =
      new License(
          "l1",
          "c1",
          7,
          TIME,
          false,
          false,
          List.of(
              new ApiKeyRef("k1", KeyDigest.of(new byte[32]), "p1", Environment.PROD, null, TIME)),
          List.of(
              new Grant(
                  "s1",
                  TIME,
                  "rozetka",
                  "1",
                  Category.STANDARD,
                  Interval.MONTH,
                  false,
                  TIME,
                  TIME.plusSeconds(1),
                  null,
                  true,
                  null,
                  null)));

  private static License byTheGeneralReader(byte[] payload) throws MalformedException {
    JsonFields fields = JsonFields.parse(payload);
    assertThat(DocumentCodec.format(fields)).isEqualTo(DocumentCodec.FORMAT);
    return (License) DocumentCodec.decode(PayloadType.LICENSE, fields);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void read_licenseAsItIsEncoded_theLicense(@ForAll("usual") License license) {
    assertThat(UsualLicense.read(DocumentCodec.encode(license))).isEqualTo(license);
  }

  /** Whatever becomes of one byte: what is read at all is what the general reader reads. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void read_oneByteChanged_asTheGeneralReaderOrNotAtAll(
      @ForAll("any") License license, @ForAll @IntRange(min = 0) int place, @ForAll byte changed)
      throws MalformedException {
    byte[] payload = DocumentCodec.encode(license);
    payload[place % payload.length] = changed;

    License read = UsualLicense.read(payload);

    if (read != null) {
      assertThat(read).isEqualTo(byTheGeneralReader(payload));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void read_cutOffOrWithSomethingBehind_null(
      @ForAll("any") License license, @ForAll @IntRange(min = 0) int place) {
    byte[] payload = DocumentCodec.encode(license);

    assertThat(UsualLicense.read(Arrays.copyOf(payload, place % payload.length))).isNull();
    assertThat(UsualLicense.read(Arrays.copyOf(payload, payload.length + 1))).isNull();
  }

  /** Each is another license to the general reader, or none; the apostrophes are for quotes. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "'format':1|'format':2",
        "'format':1|'format':1.0",
        "'kind':'put'|'kind':'remove'",
        "'kind':'put'|'kind':'put','kind':'put'",
        "'version':7|'version':0",
        "'version':7|'version':07",
        "'version':7|'version':-7",
        "'version':7|'version':99999999999999999999",
        "'version':7|'version':",
        "'customerId':'c1'|'customerId':'c\\u0031'",
        "'customerId':'c1'|'customerId':'\u0456'",
        "'customerId':'c1'|'customerId':''",
        "'blocked':false|'blocked':'false'",
        "'blocked':false|'blocked': false",
        "'environment':'prod'|'environment':'PROD'",
        "'account':'1'|'account':null",
        "'account':'1'|'account':'1','more':1",
        "2026-01-31T00:00:01.000Z|2026-01-30T00:00:01.000Z",
        "'keys':[|'keys':[,",
        "],'grants'|,],'grants'",
      })
  void read_anythingElse_null(String usual, String other) {
    String payload = new String(DocumentCodec.encode(LICENSE), ISO_8859_1);
    String before = usual.replace('\'', '"');
    assertThat(payload).contains(before);

    String changed = payload.replace(before, other.replace('\'', '"'));

    assertThat(UsualLicense.read(changed.getBytes(ISO_8859_1))).isNull();
  }

  @Test
  void read_nothing_null() {
    assertThat(UsualLicense.read(new byte[0])).isNull();
  }

  /** What is put, with a version of up to 18 digits and accounts that JSON need not escape. */
  @Provide
  Arbitrary<License> usual() {
    return AnyDocument.licenses()
        .filter(license -> !license.removed() && license.version() < 1_000_000_000_000_000_000L)
        .filter(
            license ->
                license.grants().stream()
                    .allMatch(grant -> grant.account() == null || !isEscaped(grant.account())));
  }

  private static boolean isEscaped(String account) {
    return account.contains("\"") || account.contains("\\");
  }

  @Provide
  Arbitrary<License> any() {
    return AnyDocument.licenses();
  }
}
