package com.bpmcentr.edge.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/verify} as clients write it: one flat object of strings in
 * plain ASCII without escapes. What is anything else, or wrong in any way, it leaves to {@link
 * ParsedBody}'s general reading, so it has no errors of its own and nothing to be lenient about.
 */
final class UsualBody {

  private static final byte[][] NAMES =
      ParsedBody.NAMES.stream().map(name -> name.getBytes(US_ASCII)).toArray(byte[][]::new);

  /** No byte. */
  private static final int END = Integer.MIN_VALUE;

  private final byte[] body;
  private final @Nullable String[] values = new @Nullable String[NAMES.length];

  /** What is read next. */
  private int at;

  /** Where the string that was read last begins and ends, without its quotation marks. */
  private int start;

  private int end;

  private UsualBody(byte[] body) {
    this.body = body;
  }

  /** The fields; null when the body is not the usual one. */
  static ParsedBody.@Nullable Fields read(byte[] body) {
    return new UsualBody(body).read();
  }

  private ParsedBody.@Nullable Fields read() {
    if (next() != '{') {
      return null;
    }
    int after;
    do {
      if (!readField()) {
        return null;
      }
      after = next();
    } while (after == ',');
    return after == '}' && next() == END
        ? new ParsedBody.Fields(values[0], values[1], values[2], values[3])
        : null;
  }

  private boolean readField() {
    if (!readString()) {
      return false;
    }
    int index = indexOfName();
    if (next() != ':' || !readString()) {
      return false;
    }
    if (index >= 0) {
      if (values[index] != null) {
        return false;
      }
      values[index] = new String(body, start, end - start, US_ASCII);
    }
    return true;
  }

  private boolean readString() {
    if (next() != '"') {
      return false;
    }
    start = at;
    while (at < body.length && body[at] != '"') {
      // bytes from 0x80 on are negative
      if (body[at] < 0x20 || body[at] == '\\') {
        return false;
      }
      at++;
    }
    end = at;
    return next() == '"';
  }

  private int indexOfName() {
    for (int i = 0; i < NAMES.length; i++) {
      if (Arrays.equals(body, start, end, NAMES[i], 0, NAMES[i].length)) {
        return i;
      }
    }
    return -1;
  }

  /** Goes behind the next byte that is no white space; {@link #END} when there is none. */
  private int next() {
    while (at < body.length) {
      byte next = body[at++];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
    }
    return END;
  }
}
