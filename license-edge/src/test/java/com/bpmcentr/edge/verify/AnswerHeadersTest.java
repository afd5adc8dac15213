package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.FeedPosition;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadersTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private @Nullable FeedPosition position = new FeedPosition(1, 7);
  private long age = 2;

  private final AnswerHeaders headers =
      new AnswerHeaders(
          new AnswerHeaders.Basis() {
            @Override
            public @Nullable FeedPosition position() {
              return position;
            }

            @Override
            public long ageSeconds() {
              return age;
            }
          });

  @BeforeEach
  void decide() {
    headers.beforeDecision();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 380, 1024, 1025, 5000})
  void ofAnswer_anyLength_hasAllFields(int length) {
    MultiMap fields = headers.ofAnswer(length, SECOND);

    assertThat(fields.get("Content-Type")).isEqualTo("application/json");
    assertThat(fields.get("Cache-Control")).isEqualTo("no-store");
    assertThat(fields.get("Content-Length")).isEqualTo(Integer.toString(length));
    assertThat(fields.get("License-Position")).isEqualTo("1-7");
    assertThat(fields.get("License-Age")).isEqualTo("2");
    assertThat(fields.size()).isEqualTo(5);
  }

  @Test
  void ofAnswer_nothingChanged_isTheSameObject() {
    assertThat(headers.ofAnswer(380, 2 * SECOND)).isSameAs(headers.ofAnswer(380, SECOND));
  }

  @Test
  void ofAnswer_positionMovedBeforeTheDecision_isToldAtOnce() {
    headers.ofAnswer(380, SECOND);
    position = new FeedPosition(1, 8);
    age = 0;
    decide();

    assertThat(headers.ofAnswer(380, SECOND).get("License-Age")).isEqualTo("0");
    assertThat(headers.ofAnswer(380, SECOND).get("License-Position")).isEqualTo("1-8");
  }

  @Test
  void ofAnswer_positionMovedAfterTheDecision_isNotClaimed() {
    position = new FeedPosition(1, 8);

    assertThat(headers.ofAnswer(380, SECOND).get("License-Position")).isEqualTo("1-7");
  }

  @Test
  void ofAnswer_grownOlder_isToldASecondLaterAtTheLatest() {
    headers.ofAnswer(380, SECOND);
    age = 3;

    assertThat(headers.ofAnswer(380, 2 * SECOND).get("License-Age")).isEqualTo("3");
  }

  @Test
  void ofAnswer_noPositionYet_saysNothingOfIt() {
    position = null;
    decide();

    assertThat(headers.ofAnswer(380, SECOND).names())
        .containsExactlyInAnyOrder("content-type", "cache-control", "content-length");
  }

  @Test
  void ofAnswer_fieldAddedToOneAnswer_isNotInTheNext() {
    MultiMap answer = HttpHeaders.headers().setAll(headers.ofAnswer(380, SECOND));
    answer.set("X-Request-Id", "one");

    assertThat(answer.get("Content-Length")).isEqualTo("380");
    assertThat(headers.ofAnswer(380, SECOND).contains("X-Request-Id")).isFalse();
  }
}
