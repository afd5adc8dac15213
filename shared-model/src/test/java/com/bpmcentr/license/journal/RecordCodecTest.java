package com.bpmcentr.license.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record comes back as it was; whatever is none is refused, and nothing else happens. */
class RecordCodecTest {

  private static final SignedDocument DOCUMENT =
      new SignedDocument("a type of its own", new byte[] {1, 2, 3}, "k1", new byte[64]);

  static Stream<JournalRecord> records() {
    return Stream.of(
        new JournalRecord.Header("edge-1", 7),
        new JournalRecord.Entry(
            new FeedEntry(
                new FeedPosition(2, 41),
                true,
                "customer:ключ",
                9,
                DOCUMENT,
                Instant.parse("2026-11-21T10:00:00.123456Z"),
                Hash.sha256(new byte[] {4}))),
        new JournalRecord.Row(new CurrentDocument("connector:rozetka", false, 1, DOCUMENT)),
        new JournalRecord.Proof(DOCUMENT),
        new JournalRecord.End());
  }

  private static byte[] bytes(JournalRecord record) {
    ByteBuffer encoded = RecordCodec.encode(record);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("records")
  void decode_encoded_isTheSame(JournalRecord record) throws DamagedFileException {
    assertThat(RecordCodec.decode(RecordCodec.encode(record))).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("records")
  void decode_cutAnywhere_isRefused(JournalRecord record) {
    byte[] whole = bytes(record);
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
      assertThatThrownBy(() -> RecordCodec.decode(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(DamagedFileException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void decode_anyByteChanged_isARecordOrIsRefused(JournalRecord record) {
    byte[] whole = bytes(record);
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int value : new int[] {0, 0x7F, 0x80, 0xFF}) {
        byte[] changed = whole.clone();
        changed[at] = (byte) value;
        try {
          RecordCodec.decode(ByteBuffer.wrap(changed));
        } catch (DamagedFileException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("records")
  void decode_byteBehindTheEnd_isRefused(JournalRecord record) {
    byte[] whole = bytes(record);
    ByteBuffer longer = ByteBuffer.allocate(whole.length + 1).put(whole).put((byte) 0).flip();

    assertThatThrownBy(() -> RecordCodec.decode(longer)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void decode_lengthBeyondTheRecord_isRefusedWithoutBeingAllocated() {
    byte[] proof = bytes(new JournalRecord.Proof(DOCUMENT));
    // the length of the payload type: two thousand million
    ByteBuffer.wrap(proof).putInt(1, Integer.MAX_VALUE);

    assertThatThrownBy(() -> RecordCodec.decode(ByteBuffer.wrap(proof)))
        .isInstanceOf(DamagedFileException.class);
  }

  @Test
  void decode_anotherFormat_isRefusedByItsNumber() {
    byte[] header = bytes(new JournalRecord.Header("e1", 1));
    ByteBuffer.wrap(header).putInt(1, 2);

    assertThatThrownBy(() -> RecordCodec.decode(ByteBuffer.wrap(header)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessage("format 2 is not known here");
  }
}
