package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Tells where an answer ends in the bytes read so far, and whether it is what it must be. */
public final class ResponseReader {
  private static final byte[] OK = "HTTP/1.1 200 ".getBytes(US_ASCII);
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);

  private final byte[] bodyStart;

  /** A right answer's body begins so. */
  public ResponseReader(String bodyStart) {
    this.bodyStart = bodyStart.getBytes(US_ASCII);
  }

  /** Where the first answer ends; −1 while more of it is to come. */
  public static int end(byte[] bytes, int count) {
    int body = body(bytes, count);
    if (body < 0) {
      return -1;
    }
    int end = endOfBody(bytes, body);
    return end <= count ? end : -1;
  }

  /** Whether a whole answer is a 200 with the body expected. */
  public boolean isRight(byte[] bytes, int end) {
    return isRight(bytes, body(bytes, end), end);
  }

  /** Whether a whole answer, of which it is known where the body begins, is what it must be. */
  boolean isRight(byte[] bytes, int body, int end) {
    return startsWith(bytes, 0, OK)
        && end - body >= bodyStart.length
        && startsWith(bytes, body, bodyStart);
  }

  /** Where the body of an answer ends that begins here, though not all of it may have come. */
  static int endOfBody(byte[] bytes, int body) {
    return body + contentLength(bytes, body);
  }

  /** Where the first answer's body begins; −1 while its head is not whole. */
  static int body(byte[] bytes, int count) {
    for (int i = 3; i < count; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(byte[] bytes, int head) {
    for (int line = 0; line < head; line = nextLine(bytes, line)) {
      if (isLength(bytes, line)) {
        int length = 0;
        for (int i = line + LENGTH.length; bytes[i] != '\r'; i++) {
          if (bytes[i] != ' ') {
            length = 10 * length + bytes[i] - '0';
          }
        }
        return length;
      }
    }
    throw new IllegalStateException("an answer without Content-Length");
  }

  private static int nextLine(byte[] bytes, int line) {
    int i = line;
    while (bytes[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  private static boolean isLength(byte[] bytes, int line) {
    for (int i = 0; i < LENGTH.length; i++) {
      // Upper case differs from lower case by this one bit.
      if ((bytes[line + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] start) {
    return Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
  }
}
