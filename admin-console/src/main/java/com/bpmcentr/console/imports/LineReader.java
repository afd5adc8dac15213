package com.bpmcentr.console.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, ended by LF, CR LF or the stream's end, with no more of it in memory
 * than the longest line allowed. Lines of nothing but white space are counted and left out, but for
 * one that is too many.
 */
final class LineReader {

  private static final int CHUNK = 64 * 1024;

  /** What some editors put in front of UTF-8. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream stream;
  private final ImportLimits limits;
  private final LongSupplier nanos;
  private final byte[] chunk = new byte[CHUNK];
  private int start;
  private int end;

  private byte[] line = new byte[1024];
  private long number;

  /**
   * @param nanos a clock that nobody sets
   */
  LineReader(InputStream stream, ImportLimits limits, LongSupplier nanos) {
    this.stream = stream;
    this.limits = limits;
    this.nanos = nanos;
  }

  /**
   * One line.
   *
   * @param number from 1, empty lines counted
   * @param bytes without the line's end; null when the line is longer than allowed
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Line(long number, byte @Nullable [] bytes) {}

  /**
   * The next line that has something in it, or is the first too many; null at the end.
   *
   * @throws ImportGivenUpException when it does not come
   */
  @Nullable Line next() throws IOException {
    long since = nanos.getAsLong();
    Line next = read(since);
    while (next != null && isBlank(next) && next.number() <= limits.lines()) {
      next = read(since);
    }
    return next;
  }

  private @Nullable Line read(long since) throws IOException {
    int length = 0;
    boolean began = false;
    while (true) {
      if (start == end && !fill(since)) {
        return began ? line(length) : null;
      }
      began = true;
      int newline = indexOfNewline();
      int stop = newline < 0 ? end : newline;
      length = keep(length, stop);
      start = newline < 0 ? end : newline + 1;
      if (newline >= 0) {
        return line(length);
      }
    }
  }

  /** However many bytes come, by and by: without a line among them it is silence. */
  private boolean fill(long since) throws IOException {
    if (nanos.getAsLong() - since > ImportLimits.LONGEST_SILENCE.toNanos()) {
      throw new ImportGivenUpException();
    }
    start = 0;
    end = Math.max(0, stream.read(chunk));
    return end > 0;
  }

  private int indexOfNewline() {
    for (int i = start; i < end; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Of a line that is too long only the length goes on growing. */
  private int keep(int length, int stop) {
    int added = stop - start;
    // A byte more than allowed may be the CR before the LF.
    if (length + (long) added <= limits.lineBytes() + 1L) {
      if (length + added > line.length) {
        line =
            Arrays.copyOf(
                line, Math.min(limits.lineBytes() + 1, Math.max(2 * line.length, length + added)));
      }
      System.arraycopy(chunk, start, line, length, added);
      return length + added;
    }
    return limits.lineBytes() + 2;
  }

  private Line line(int length) {
    number++;
    int from = number == 1 && startsWithMark(length) ? BYTE_ORDER_MARK.length : 0;
    int to =
        length > from && length <= line.length && line[length - 1] == '\r' ? length - 1 : length;
    return new Line(
        number, to - from > limits.lineBytes() ? null : Arrays.copyOfRange(line, from, to));
  }

  private boolean startsWithMark(int length) {
    return length >= BYTE_ORDER_MARK.length
        && length <= line.length
        && Arrays.equals(
            line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private static boolean isBlank(Line line) {
    if (line.bytes() == null) {
      return false;
    }
    for (byte b : line.bytes()) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
