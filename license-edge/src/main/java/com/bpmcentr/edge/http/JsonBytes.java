package com.bpmcentr.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * JSON as the bytes it is sent as. One instance serves one answer after the other, on one thread:
 * its array grows to what the longest needed.
 */
public final class JsonBytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final int LONGEST_ESCAPE = 6;
  private static final long DAY_MILLIS = 86_400_000;

  private byte[] bytes = new byte[512];
  private int length;

  /** Starts anew. */
  public JsonBytes clear() {
    length = 0;
    return this;
  }

  /** JSON that is ready. */
  public JsonBytes raw(byte[] json) {
    ensure(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    return this;
  }

  /** The inside of a JSON string that says this text (RFC 8259, section 7). */
  public JsonBytes escaped(String text) {
    ensure(text.length() * LONGEST_ESCAPE);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else {
        unusual(c);
      }
    }
    return this;
  }

  /** The inside of a JSON string: a moment as {@link Instant#toString()} writes it. */
  public JsonBytes time(long epochMillis) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return escaped(Instant.ofEpochMilli(epochMillis).toString());
    }
    ensure("2026-12-21T00:00:00.000Z".length());
    int milli = Math.floorMod(epochMillis, (int) DAY_MILLIS);
    digits(date.getYear(), 4);
    digits('-', date.getMonthValue());
    digits('-', date.getDayOfMonth());
    digits('T', milli / 3_600_000);
    digits(':', milli / 60_000 % 60);
    digits(':', milli / 1000 % 60);
    if (milli % 1000 != 0) {
      bytes[length++] = '.';
      digits(milli % 1000, 3);
    }
    bytes[length++] = 'Z';
    return this;
  }

  /** What has been written, as the body of an answer. */
  public Buffer toBuffer() {
    return Buffer.buffer(length).appendBytes(bytes, 0, length);
  }

  /** What has been written. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }

  private void digits(char before, int value) {
    bytes[length++] = (byte) before;
    digits(value, 2);
  }

  private void digits(int value, int width) {
    int rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  private void unusual(char c) {
    if (c == '"' || c == '\\') {
      bytes[length++] = '\\';
      bytes[length++] = (byte) c;
    } else if (c < 0x20 || Character.isSurrogate(c)) {
      // surrogates too, so that half a pair is not lost: UTF-8 has no bytes for it
      bytes[length++] = '\\';
      bytes[length++] = 'u';
      for (int shift = 12; shift >= 0; shift -= 4) {
        bytes[length++] = HEX[(c >> shift) & 0xF];
      }
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    } else {
      bytes[length++] = (byte) (0xE0 | (c >> 12));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
