package com.bpmcentr.license;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A SHA-256 value: 32 bytes that are never changed. */
public final class Hash implements Comparable<Hash> {

  /** Bytes in a SHA-256 value. */
  public static final int LENGTH = 32;

  /** Thirty-two zero bytes: what the first link of a chain follows. */
  public static final Hash ZERO = new Hash(new byte[LENGTH]);

  /** Only ever copied: a short hash takes 80 ns so, 115 ns when it is looked up each time. */
  private static final MessageDigest SHA_256 = lookUpSha256();

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Wraps a copy of the given bytes.
   *
   * @throws IllegalArgumentException unless there are exactly 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /**
   * Reads base64url without padding.
   *
   * @throws IllegalArgumentException when the text is not 32 bytes in base64url
   */
  public static Hash parse(String base64url) {
    return of(Base64.getUrlDecoder().decode(base64url));
  }

  /** SHA-256 (FIPS 180-4) over the parts, one after the other, with nothing between them. */
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = newSha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  static MessageDigest newSha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java platform's SHA-256 can be copied", e);
    }
  }

  private static MessageDigest lookUpSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A copy of the 32 bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** The 32 bytes that stand in an array from the given index on. */
  static Hash copyFrom(byte[] source, int start) {
    return new Hash(Arrays.copyOfRange(source, start, start + LENGTH));
  }

  /** Writes the 32 bytes into an array, from the given index on. */
  void copyTo(byte[] target, int start) {
    System.arraycopy(bytes, 0, target, start, LENGTH);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Base64url without padding. */
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
