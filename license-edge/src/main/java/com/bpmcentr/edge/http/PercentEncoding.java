package com.bpmcentr.edge.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding as in RFC 3986, section 2.1, over UTF-8. */
public final class PercentEncoding {

  private PercentEncoding() {}

  /** The decoded text; null when an escape is incomplete or the bytes are not UTF-8. */
  public static @Nullable String decode(String text) {
    return decode(text, false);
  }

  /** As {@link #decode}, with {@code +} for a space, as queries are written. */
  public static @Nullable String decodeQuery(String text) {
    return decode(text, true);
  }

  private static @Nullable String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '%') {
        int end = endOfEscapes(text, i);
        String run = end < 0 ? null : utf8(text, i, end);
        if (run == null) {
          return null;
        }
        decoded.append(run);
        i = end;
      } else {
        decoded.append(plusIsSpace && c == '+' ? ' ' : c);
        i++;
      }
    }
    return decoded.toString();
  }

  /** Where the run of escapes that begins here ends; −1 when one of them is incomplete. */
  private static int endOfEscapes(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) == '%') {
      if (i + 2 >= text.length() || hex(text, i + 1) < 0 || hex(text, i + 2) < 0) {
        return -1;
      }
      i += 3;
    }
    return i;
  }

  private static @Nullable String utf8(String text, int start, int end) {
    byte[] bytes = new byte[(end - start) / 3];
    for (int i = 0; i < bytes.length; i++) {
      int at = start + 3 * i;
      bytes[i] = (byte) ((hex(text, at + 1) << 4) | hex(text, at + 2));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The value of an ASCII hexadecimal digit, else −1; Unicode's other digits are none. */
  private static int hex(String text, int index) {
    char c = text.charAt(index);
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
