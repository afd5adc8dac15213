package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * The hash chain over the feed: each value covers the one before and every column of its entry, so
 * no row can be changed, dropped, inserted or moved without every later value changing.
 *
 * <p>Numbers are eight bytes, big-endian; texts and bytes follow their length in eight bytes; so
 * two different rows never give the same bytes.
 */
public final class FeedChain {

  private FeedChain() {}

  /**
   * The chain's value after the entry; the entry's own {@link FeedEntry#chain()} is not read.
   *
   * @param previous the value after the entry before; {@link Hash#ZERO} before the first
   */
  public static Hash next(Hash previous, FeedEntry entry) {
    return next(
        previous,
        entry.position(),
        entry.removal(),
        entry.subject(),
        entry.version(),
        entry.document(),
        entry.publishedAt());
  }

  /** As {@link #next(Hash, FeedEntry)}, for an entry that is being made. */
  public static Hash next(
      Hash previous,
      FeedPosition position,
      boolean removal,
      String subject,
      long version,
      SignedDocument document,
      Instant publishedAt) {
    MessageDigest digest = Hash.newSha256();
    digest.update(previous.toByteArray());
    number(digest, position.epoch());
    number(digest, position.seq());
    number(digest, removal ? 1 : 0);
    text(digest, subject);
    number(digest, version);
    text(digest, document.payloadType());
    text(digest, document.keyId());
    bytes(digest, document.payloadWithoutCopy());
    bytes(digest, document.signatureWithoutCopy());
    number(digest, microseconds(publishedAt));
    return Hash.of(digest.digest());
  }

  /**
   * Since 1970. Wraps around for the last years of PostgreSQL's range instead of throwing: whoever
   * writes the table could otherwise stop who reads it. All of that range is still told apart.
   */
  private static long microseconds(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static void number(MessageDigest digest, long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  private static void text(MessageDigest digest, String value) {
    bytes(digest, value.getBytes(UTF_8));
  }

  private static void bytes(MessageDigest digest, byte[] value) {
    number(digest, value.length);
    digest.update(value);
  }
}
