package com.bpmcentr.license.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Limits;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SignedDocument;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes: a byte for the kind, then the fields in order. Numbers are big-endian; texts
 * and bytes follow their length in four bytes, hashes are 32 bytes.
 */
public final class RecordCodec {

  /** The form of these files; another number is refused, and the edge reads the database. */
  public static final int FORMAT = 1;

  /** Most bytes of one record: the largest payload, and room for all that stands beside it. */
  public static final int MOST_BYTES = Limits.PAYLOAD_BYTES + 16 * 1024;

  private static final int MOST_TEXT_BYTES = 1024;
  private static final int MOST_NANOS = 999_999_999;

  /** Of an entry, all but its subject, payload type, key id, payload and signature. */
  private static final int FIXED_BYTES = 128;

  private static final byte HEADER = 'H';
  private static final byte ENTRY = 'E';
  private static final byte ROW = 'R';
  private static final byte PROOF = 'P';
  private static final byte END = 'Z';

  private RecordCodec() {}

  /** The bytes of a record, ready to be read from. */
  public static ByteBuffer encode(JournalRecord record) {
    ByteBuffer out = ByteBuffer.allocate(mostBytesOf(record));
    switch (record) {
      case JournalRecord.Header header -> {
        out.put(HEADER).putInt(FORMAT);
        text(out, header.edgeId());
        out.putLong(header.generation());
      }
      case JournalRecord.Entry(FeedEntry entry) -> {
        out.put(ENTRY).putLong(entry.position().epoch()).putLong(entry.position().seq());
        labelled(out, entry.removal(), entry.subject(), entry.version());
        Instant publishedAt = entry.publishedAt();
        out.putLong(publishedAt.getEpochSecond()).putInt(publishedAt.getNano());
        out.put(entry.chain().toByteArray());
        document(out, entry.document());
      }
      case JournalRecord.Row(CurrentDocument row, Hash payloadHash) -> {
        out.put(ROW);
        labelled(out, row.removal(), row.subject(), row.version());
        out.put(payloadHash.toByteArray());
        document(out, row.document());
      }
      case JournalRecord.Proof(SignedDocument checkpoint) -> {
        out.put(PROOF);
        document(out, checkpoint);
      }
      case JournalRecord.End end -> out.put(END);
    }
    return out.flip();
  }

  /**
   * The record that these bytes are.
   *
   * @throws DamagedFileException when they are none; the message holds nothing of their content
   */
  public static JournalRecord decode(ByteBuffer in) throws DamagedFileException {
    try {
      JournalRecord record =
          switch (in.get()) {
            case HEADER -> header(in);
            case ENTRY -> new JournalRecord.Entry(entry(in));
            case ROW -> row(in);
            case PROOF -> new JournalRecord.Proof(document(in));
            case END -> new JournalRecord.End();
            default -> throw new DamagedFileException("a record of no known kind");
          };
      if (in.hasRemaining()) {
        throw new DamagedFileException("a record with bytes after its end");
      }
      return record;
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      throw new DamagedFileException("a record that is too short or out of range");
    }
  }

  /**
   * What a row says of its document, without reading the document.
   *
   * @return null when the record is the end
   * @throws DamagedFileException when it is neither row nor end, or too short
   */
  static JournalRecord.@Nullable Label decodeLabel(ByteBuffer in) throws DamagedFileException {
    try {
      return switch (in.get()) {
        case ROW -> {
          flag(in);
          yield new JournalRecord.Label(text(in), in.getLong(), hash(in));
        }
        case END -> null;
        default -> throw new DamagedFileException("a record that does not belong there");
      };
    } catch (BufferUnderflowException e) {
      throw new DamagedFileException("a record that is too short or out of range");
    }
  }

  private static int mostBytesOf(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Header header -> FIXED_BYTES + 4 * header.edgeId().length();
      case JournalRecord.Entry(FeedEntry entry) ->
          FIXED_BYTES + 4 * entry.subject().length() + bytesOf(entry.document());
      case JournalRecord.Row(CurrentDocument row, Hash payloadHash) ->
          FIXED_BYTES + 4 * row.subject().length() + bytesOf(row.document());
      case JournalRecord.Proof(SignedDocument checkpoint) -> FIXED_BYTES + bytesOf(checkpoint);
      case JournalRecord.End end -> 1;
    };
  }

  private static int bytesOf(SignedDocument document) {
    return 4 * (document.payloadType().length() + document.keyId().length())
        + document.payloadLength()
        + document.signature().length;
  }

  private static JournalRecord.Header header(ByteBuffer in) throws DamagedFileException {
    int format = in.getInt();
    if (format != FORMAT) {
      throw new DamagedFileException("format " + format + " is not known here");
    }
    return new JournalRecord.Header(text(in), in.getLong());
  }

  private static FeedEntry entry(ByteBuffer in) throws DamagedFileException {
    FeedPosition position = new FeedPosition(in.getLong(), in.getLong());
    boolean removal = flag(in);
    String subject = text(in);
    long version = in.getLong();
    Instant publishedAt = instant(in);
    Hash chain = hash(in);
    return new FeedEntry(position, removal, subject, version, document(in), publishedAt, chain);
  }

  private static JournalRecord.Row row(ByteBuffer in) throws DamagedFileException {
    boolean removal = flag(in);
    String subject = text(in);
    long version = in.getLong();
    Hash payloadHash = hash(in);
    return new JournalRecord.Row(
        new CurrentDocument(subject, removal, version, document(in)), payloadHash);
  }

  private static void labelled(ByteBuffer out, boolean removal, String subject, long version) {
    out.put((byte) (removal ? 1 : 0));
    text(out, subject);
    out.putLong(version);
  }

  private static void document(ByteBuffer out, SignedDocument document) {
    text(out, document.payloadType());
    text(out, document.keyId());
    bytes(out, document.payload());
    bytes(out, document.signature());
  }

  private static SignedDocument document(ByteBuffer in) throws DamagedFileException {
    String payloadType = payloadType(text(in));
    String keyId = text(in);
    byte[] payload = bytes(in, Limits.PAYLOAD_BYTES);
    return new SignedDocument(payloadType, payload, keyId, bytes(in, MOST_TEXT_BYTES));
  }

  /** The constant where there is one, so that a million documents do not hold a million of it. */
  private static String payloadType(String text) {
    return PayloadType.find(text).map(PayloadType::mediaType).orElse(text);
  }

  private static boolean flag(ByteBuffer in) throws DamagedFileException {
    return switch (in.get()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new DamagedFileException("a record with a flag that is neither 0 nor 1");
    };
  }

  /** In the one form in which it is written: a second, and what is over of it. */
  private static Instant instant(ByteBuffer in) throws DamagedFileException {
    long second = in.getLong();
    int nanos = in.getInt();
    if (nanos < 0 || nanos > MOST_NANOS) {
      throw new DamagedFileException("a record with a time of " + nanos + " ns after the second");
    }
    return Instant.ofEpochSecond(second, nanos);
  }

  private static Hash hash(ByteBuffer in) {
    byte[] bytes = new byte[Hash.LENGTH];
    in.get(bytes);
    return Hash.of(bytes);
  }

  private static void text(ByteBuffer out, String text) {
    bytes(out, text.getBytes(UTF_8));
  }

  private static String text(ByteBuffer in) throws DamagedFileException {
    return new String(bytes(in, MOST_TEXT_BYTES), UTF_8);
  }

  private static void bytes(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static byte[] bytes(ByteBuffer in, int most) throws DamagedFileException {
    int length = in.getInt();
    if (length < 0 || length > most || length > in.remaining()) {
      throw new DamagedFileException("a record with a field of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
