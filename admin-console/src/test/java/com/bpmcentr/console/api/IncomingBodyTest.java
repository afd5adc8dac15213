package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncomingBodyTest {

  private static final int MOST = 100_000;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  @ParameterizedTest
  @CsvSource({
    "0, 4096",
    "1, 4096",
    "8192, 100000",
    "8193, 8193",
    "100000, 100000",
    "100000, 3",
    "99999, 1"
  })
  void exceeds_upToTheMost_isReadWhole(int size, int piece) throws IOException {
    byte[] sent = new byte[size];
    new Random(size).nextBytes(sent);
    IncomingBody body = body(sent, piece, Duration.ZERO);

    assertThat(body.exceeds(MOST / 2)).isEqualTo(size > MOST / 2);
    assertThat(body.exceeds(MOST)).isFalse();

    assertThat(body.bytes()).isEqualTo(sent);
  }

  @Test
  void exceeds_oneMore_isNotReadOn() throws IOException {
    IncomingBody body = body(new byte[5 * MOST], 4096, Duration.ZERO);

    assertThat(body.exceeds(MOST)).isTrue();

    assertThat(body.bytes()).hasSize(MOST + 1);
  }

  @Test
  void exceeds_aByteNowAndThen_isBrokenOff() {
    IncomingBody body = body(new byte[MOST], 1, Duration.ofSeconds(7));

    assertThatThrownBy(() -> body.exceeds(MOST)).isInstanceOf(IncomingBody.TooSlowException.class);

    assertThat(body.bytes()).hasSize(3);
  }

  /** A line of a quarter of a megabit, on which the largest body takes minutes. */
  @Test
  void exceeds_slowButSteadily_isReadWhole() throws IOException {
    IncomingBody body =
        body(new byte[BodyLimitFilter.MOST_BYTES_OF_BULK], 32 * 1024, Duration.ofSeconds(1));

    assertThat(body.exceeds(BodyLimitFilter.MOST_BYTES_OF_BULK)).isFalse();

    assertThat(body.bytes()).hasSize(BodyLimitFilter.MOST_BYTES_OF_BULK);
  }

  /** Waits for a byte even where none is asked for, as Tomcat's stream does. */
  private IncomingBody body(byte[] sent, int piece, Duration each) {
    InputStream stream =
        new FilterInputStream(new ByteArrayInputStream(sent)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            assertThat(length).isPositive();
            nanos.addAndGet(each.toNanos());
            return super.read(target, offset, Math.min(piece, length));
          }
        };
    return new IncomingBody(stream, nanos::get);
  }
}
