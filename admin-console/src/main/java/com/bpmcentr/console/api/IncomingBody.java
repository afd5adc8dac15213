package com.bpmcentr.console.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A body that is read whole, a part after another, as long as it does not come too slowly. */
final class IncomingBody {

  /** Any body may take so long, the largest some five minutes. */
  private static final long SECONDS = 20;

  /** A quarter of a megabit; whoever sends a byte now and then keeps a place from others. */
  private static final int BYTES_A_SECOND = 32 * 1024;

  private static final int FIRST_PART = 8 * 1024;

  /** It came more slowly than anything sensible does. */
  static final class TooSlowException extends IOException {

    private static final long serialVersionUID = 1L;
  }

  private final InputStream stream;
  private final LongSupplier nanos;
  private final long began;
  private byte[] bytes = new byte[FIRST_PART];
  private int length;
  private boolean ended;

  /**
   * @param nanos a clock that nobody sets
   */
  IncomingBody(InputStream stream, LongSupplier nanos) {
    this.stream = stream;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /**
   * Reads on, to the end or to the first byte beyond so many; true if there is one.
   *
   * @throws TooSlowException when the rest is not worth waiting for
   */
  boolean exceeds(int most) throws IOException {
    while (!ended && length <= most) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(2 * length, most + 1));
      }
      // Never none, as readNBytes does at its end: Tomcat waits for a byte even then.
      int read = stream.read(bytes, length, Math.min(bytes.length, most + 1) - length);
      if (read < 0) {
        ended = true;
      } else {
        length += read;
        requirePace();
      }
    }
    return length > most;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void requirePace() throws TooSlowException {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - began);
    if (seconds > SECONDS + length / BYTES_A_SECOND) {
      throw new TooSlowException();
    }
  }
}
