package com.bpmcentr.license;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Objects;

/**
 * HMAC-SHA-256 of an API key or a connector secret under a pepper (RFC 2104). It is what the system
 * knows of a secret, and is itself kept out of logs: {@link #toString()} shows none of it.
 *
 * <p>Four longs instead of an array: an edge makes one for each check.
 */
public final class KeyDigest implements SecretDigests {

  /** Bytes in a digest. */
  public static final int LENGTH = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private KeyDigest(byte[] bytes, int start) {
    first = (long) LONGS.get(bytes, start);
    second = (long) LONGS.get(bytes, start + 8);
    third = (long) LONGS.get(bytes, start + 16);
    fourth = (long) LONGS.get(bytes, start + 24);
  }

  /**
   * Takes the digest's bytes; the array is not kept.
   *
   * @throws IllegalArgumentException unless there are exactly 32
   */
  public static KeyDigest of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a key digest has 32 bytes, not " + bytes.length);
    }
    return new KeyDigest(bytes, 0);
  }

  /**
   * Reads base64url without padding.
   *
   * @throws IllegalArgumentException when the text is not 32 bytes in base64url
   */
  public static KeyDigest parse(String base64url) {
    return of(Base64.getUrlDecoder().decode(base64url));
  }

  /**
   * Takes the digest that stands in an array, from the given index on.
   *
   * @throws IndexOutOfBoundsException when the array ends before it
   */
  public static KeyDigest at(byte[] bytes, int start) {
    return new KeyDigest(bytes, start);
  }

  /**
   * Whether this digest stands in an array, from the given index on; compared as {@link #equals}.
   *
   * @throws IndexOutOfBoundsException when the array ends before it
   */
  public boolean isAt(byte[] bytes, int start) {
    return ((first ^ (long) LONGS.get(bytes, start))
            | (second ^ (long) LONGS.get(bytes, start + 8))
            | (third ^ (long) LONGS.get(bytes, start + 16))
            | (fourth ^ (long) LONGS.get(bytes, start + 24)))
        == 0;
  }

  /**
   * Writes the 32 bytes into an array, from the given index on.
   *
   * @throws IndexOutOfBoundsException when the array ends before it
   */
  public void writeTo(byte[] target, int start) {
    LONGS.set(target, start, first);
    LONGS.set(target, start + 8, second);
    LONGS.set(target, start + 16, third);
    LONGS.set(target, start + 24, fourth);
  }

  /** A new array with the 32 bytes. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[LENGTH];
    writeTo(bytes, 0);
    return bytes;
  }

  /** The digest as documents write it: base64url without padding. */
  public String toBase64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(toByteArray());
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public KeyDigest get(int index) {
    Objects.checkIndex(index, 1);
    return this;
  }

  @Override
  public long bits() {
    return first;
  }

  /** Compares all 32 bytes, taking the same time wherever they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyDigest digest
        && ((first ^ digest.first)
                | (second ^ digest.second)
                | (third ^ digest.third)
                | (fourth ^ digest.fourth))
            == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public String toString() {
    return "KeyDigest[redacted]";
  }
}
