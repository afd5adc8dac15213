package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come in, a parser answers or says {@link MalformedException}, and never repeats
 * what it was given: "canary" stands wherever a secret could. The files in {@code hostile} are what
 * broke parsers elsewhere; who finds another adds it.
 */
class HostileInputTest {

  private static final String CANARY = "canary";

  /** Well formed, so that a mutation reaches what lies behind the JSON. */
  private static final List<byte[]> SEEDS =
      Stream.of(
              """
              {"active":"CANARY","peppers":[{"id":"p1","secret":"%1$s"},{"id":"CANARY","secret":"%1$s"}]}
              """
                  .formatted("CANARY".repeat(8)),
              """
              {"keys":[{"id":"CANARY","publicKey":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
              "status":"retired","retiredAt":"2026-06-01T00:00:00Z"}]}
              """,
              """
              {"payloadType":"CANARY","payload":"CANARY==","signatures":[{"keyid":"CANARY","sig":"CANARY=="}]}
              """,
              """
              {"format":1,"kind":"put","licenseId":"CANARY","customerId":"CANARY","version":7,
              "issuedAt":"2026-11-21T12:00:00.123Z","blocked":false,
              "keys":[{"keyId":"CANARY","digest":"%1$s","pepperId":"CANARY","environment":"prod",
              "notAfter":"2027-01-01T00:00:00.000Z"}],
              "grants":[{"subscriptionId":"CANARY","createdAt":"2026-10-31T09:30:00.000Z",
              "connector":"canary","account":"CANARY","category":"standard","interval":"month",
              "trial":false,"startsAt":"2026-10-31T22:00:00.000Z",
              "endsAt":"2026-11-30T22:00:00.000Z","autoRenew":true}]}
              """
                  .formatted("CANARY".repeat(7) + "A"),
              """
              {"format":1,"kind":"put","connector":"canary","version":3,
              "issuedAt":"2026-11-21T12:00:00.123Z","state":"published","category":"standard",
              "maxStalenessSeconds":259200,"onStale":"refuse",
              "secrets":[{"digest":"%1$s","pepperId":"CANARY"}]}
              """
                  .formatted("CANARY".repeat(7) + "A"),
              """
              {"format":1,"epoch":1,"seq":48211,"chain":"%1$s","root":"%1$s","auditHead":"%1$s",
              "issuedAt":"2026-11-21T12:00:00.123Z","expiresAt":"2026-12-21T12:00:00.123Z"}
              """
                  .formatted("CANARY".repeat(7) + "A"))
          .map(json -> json.strip().getBytes(UTF_8))
          .toList();

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "null",
          "-1",
          "1e9",
          "\\u0000",
          "\\",
          "ÿ",
          "[[[[[[[[[");

  /** One way to read bytes that came from outside. */
  @FunctionalInterface
  interface Reader {
    Object read(byte[] bytes) throws MalformedException;
  }

  private static final List<Reader> READERS =
      List.of(
          Peppers::parse,
          Keyring::parse,
          DsseEnvelope::decode,
          bytes -> DocumentCodec.decode(PayloadType.LICENSE, JsonFields.parse(bytes)),
          bytes -> DocumentCodec.decode(PayloadType.CONNECTOR, JsonFields.parse(bytes)),
          bytes -> DocumentCodec.decode(PayloadType.CHECKPOINT, JsonFields.parse(bytes)),
          bytes -> DocumentCodec.format(JsonFields.parse(bytes)));

  @ParameterizedTest
  @MethodSource("hostileFiles")
  void read_hostileFile_isReadOrRefusedWithoutRepeatingIt(Path file) throws IOException {
    assertReadQuietly(Files.readAllBytes(file));
  }

  @Test
  void read_seeds_areWellFormed() {
    for (byte[] seed : SEEDS) {
      assertThat(READERS).anyMatch(reader -> reads(reader, seed));
    }
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void read_mutatedInput_isReadOrRefusedWithoutRepeatingIt(
      @ForAll @From("seeds") byte[] seed, @ForAll Random random) {
    byte[] mutated = seed;
    int mutations = 1 + random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      mutated = mutated(mutated, random);
    }
    assertReadQuietly(mutated);
  }

  @Property(tries = 500)
  void read_anyBytes_isReadOrRefused(@ForAll @Size(max = 60) byte[] bytes) {
    assertReadQuietly(bytes);
  }

  @Test
  void read_textOverTheLimit_isRefused() {
    byte[] json = new byte[17 * 1024 * 1024];
    Arrays.fill(json, (byte) 'a');
    System.arraycopy("{\"payload\":\"".getBytes(UTF_8), 0, json, 0, 12);
    json[json.length - 2] = '"';
    json[json.length - 1] = '}';

    assertThatThrownBy(() -> JsonFields.parse(json)).isInstanceOf(MalformedException.class);
  }

  static List<Path> hostileFiles() throws IOException, URISyntaxException {
    Path folder = Path.of(HostileInputTest.class.getResource("/hostile").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Provide
  Arbitrary<byte[]> seeds() {
    return Arbitraries.of(SEEDS);
  }

  private static void assertReadQuietly(byte[] bytes) {
    for (Reader reader : READERS) {
      try {
        assertThat(reader.read(bytes)).isNotNull();
      } catch (MalformedException e) {
        assertThat(e.getMessage())
            .isNotBlank()
            .doesNotContainIgnoringCase(CANARY)
            .doesNotContain("\n", "\r")
            .hasSizeLessThan(120);
        assertThat(e).hasNoCause();
      }
    }
  }

  private static boolean reads(Reader reader, byte[] bytes) {
    try {
      reader.read(bytes);
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(12));
    return switch (random.nextInt(5)) {
      case 0 -> joined(bytes, from, to, new byte[0]);
      case 1 -> joined(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      case 2 ->
          joined(bytes, from, from, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
      case 3 -> joined(bytes, from, to, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
      default -> {
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        yield joined(bytes, from, to, noise);
      }
    };
  }

  private static byte[] joined(byte[] bytes, int from, int to, byte[] between) {
    byte[] joined = new byte[from + between.length + bytes.length - to];
    System.arraycopy(bytes, 0, joined, 0, from);
    System.arraycopy(between, 0, joined, from, between.length);
    System.arraycopy(bytes, to, joined, from + between.length, bytes.length - to);
    return joined;
  }
}
