package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FeedChainTest {

  private static final SignedDocument DOCUMENT =
      new TestSigner("k1").sign(GoldenDocuments.license());

  /** Reads the kept rows and chains them by the words of {@link FeedChain}, not by its code. */
  @Test
  void next_goldenRows_giveTheChainThatTheirColumnsSay() throws Exception {
    byte[] previous = new byte[32];
    for (JsonNode row : GoldenVectors.list("feed-chain.json")) {
      previous = chained(previous, row);

      assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(previous))
          .isEqualTo(row.get("chain").asText());
    }
  }

  @Test
  void next_goldenEntries_giveTheKeptChain() throws IOException {
    List<JsonNode> rows = GoldenVectors.list("feed-chain.json");
    List<Hash> chain = new ArrayList<>();
    Hash previous = Hash.ZERO;
    for (FeedEntry entry : GoldenFeed.entries()) {
      previous = FeedChain.next(previous, entry);
      chain.add(previous);
    }

    assertThat(chain)
        .extracting(Hash::toString)
        .isEqualTo(rows.stream().map(row -> row.get("chain").asText()).toList());
  }

  @Test
  void next_anyColumnChanged_givesAnotherValue() {
    Instant at = Instant.parse("2026-11-21T12:00:00.123456Z");
    FeedPosition position = new FeedPosition(1, 2);
    Hash usual = FeedChain.next(Hash.ZERO, position, false, "customer:1", 7, DOCUMENT, at);
    Hash other = Hash.sha256();

    assertThat(
            List.of(
                FeedChain.next(other, position, false, "customer:1", 7, DOCUMENT, at),
                FeedChain.next(Hash.ZERO, position.next(), false, "customer:1", 7, DOCUMENT, at),
                FeedChain.next(
                    Hash.ZERO, new FeedPosition(2, 2), false, "customer:1", 7, DOCUMENT, at),
                FeedChain.next(Hash.ZERO, position, true, "customer:1", 7, DOCUMENT, at),
                FeedChain.next(Hash.ZERO, position, false, "customer:2", 7, DOCUMENT, at),
                FeedChain.next(Hash.ZERO, position, false, "customer:1", 8, DOCUMENT, at),
                FeedChain.next(
                    Hash.ZERO, position, false, "customer:1", 7, DOCUMENT, at.plusNanos(1000)),
                next(position, at, "application/other", "k1", DOCUMENT.payload()),
                next(position, at, DOCUMENT.payloadType(), "k2", DOCUMENT.payload()),
                next(position, at, DOCUMENT.payloadType(), "k1", new byte[1])))
        .doesNotContain(usual)
        .doesNotHaveDuplicates();
  }

  /** PostgreSQL's last instants are beyond what fits 63 bits of microseconds since 1970. */
  @Test
  void next_timesAtTheEndsOfWhatARowCanHold_areTold() {
    FeedPosition position = new FeedPosition(1, 1);
    List<Hash> values = new ArrayList<>();
    for (String time :
        List.of(
            "-4713-11-24T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "+294276-12-31T23:59:59.999998Z",
            "+294276-12-31T23:59:59.999999Z")) {
      values.add(next(position, Instant.parse(time), "type", "k1", new byte[0]));
    }

    assertThat(values).doesNotHaveDuplicates();
  }

  /** Whatever moves from one text column into the next, the rows stay different. */
  @Property
  void next_textMovedBetweenColumns_givesAnotherValue(
      @ForAll @StringLength(min = 1, max = 10) @CharRange(from = 'a', to = 'c') String type,
      @ForAll @StringLength(max = 10) @CharRange(from = 'a', to = 'c') String keyId) {
    Instant at = Instant.EPOCH;
    FeedPosition position = new FeedPosition(1, 1);
    int last = type.length() - 1;

    assertThat(next(position, at, type, keyId, new byte[0]))
        .isNotEqualTo(
            next(position, at, type.substring(0, last), type.charAt(last) + keyId, new byte[0]));
  }

  private static Hash next(
      FeedPosition position, Instant at, String type, String keyId, byte[] payload) {
    SignedDocument document = new SignedDocument(type, payload, keyId, DOCUMENT.signature());
    return FeedChain.next(Hash.ZERO, position, false, "customer:1", 7, document, at);
  }

  private static byte[] chained(byte[] previous, JsonNode row) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(previous);
    out.writeLong(row.get("epoch").asLong());
    out.writeLong(row.get("seq").asLong());
    out.writeLong(row.get("removal").asBoolean() ? 1 : 0);
    write(out, row.get("subject").asText().getBytes(UTF_8));
    out.writeLong(row.get("version").asLong());
    write(out, row.get("payloadType").asText().getBytes(UTF_8));
    write(out, row.get("keyId").asText().getBytes(UTF_8));
    write(out, Base64.getUrlDecoder().decode(row.get("payload").asText()));
    write(out, Base64.getUrlDecoder().decode(row.get("signature").asText()));
    Instant published = Instant.parse(row.get("publishedAt").asText());
    out.writeLong(published.getEpochSecond() * 1_000_000 + published.getNano() / 1000);
    return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeLong(bytes.length);
    out.write(bytes);
  }
}
