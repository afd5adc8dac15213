package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.license.FeedPosition;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of answers: what each has, and what it is based on. They are made and validated
 * once for each length of body, and serve until the position or the age changes: setting and
 * encoding the five takes 140 ns, these 10 ns. Belongs to one event loop.
 */
final class AnswerHeaders {

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence LICENSE_POSITION =
      HttpHeaders.createOptimized("License-Position");
  private static final CharSequence LICENSE_AGE = HttpHeaders.createOptimized("License-Age");

  /** The age is told in seconds; looking at the clocks at every answer would take 50 ns. */
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  /** No usual answer is longer; for another one the fields are made anew. */
  private static final int LONGEST_KEPT = 1024;

  private final Basis basis;
  private final @Nullable MultiMap[] byLength = new @Nullable MultiMap[LONGEST_KEPT + 1];

  private @Nullable FeedPosition position;
  private long ageSeconds;
  private long lookedAt;

  /** The position has moved since the age was looked at, and the age with it. */
  private boolean moved;

  /** What answers are based on, at the moment of the asking. */
  interface Basis {
    /** Null before there is one. */
    @Nullable FeedPosition position();

    long ageSeconds();
  }

  AnswerHeaders(Basis basis) {
    this.basis = basis;
  }

  /**
   * Takes note of the position, before a decision: looked at after it, it could be newer than the
   * set that decided. Other checks on this event loop may do so while one waits for a claim; that
   * is then decided again, later than all of them.
   */
  void beforeDecision() {
    FeedPosition current = basis.position();
    if (!Objects.equals(current, position)) {
      position = current;
      moved = true;
    }
  }

  /**
   * All fields of an answer of 200, which has been decided since {@link #beforeDecision}; who
   * changes them changes a copy.
   *
   * @param length of the body, in bytes
   * @param now monotonic time in nanoseconds
   */
  MultiMap ofAnswer(int length, long now) {
    look(now);
    if (length > LONGEST_KEPT) {
      return make(length);
    }
    MultiMap ready = byLength[length];
    if (ready == null) {
      ready = make(length);
      byLength[length] = ready;
    }
    return ready;
  }

  /** Adds what an answer is based on. */
  void stamp(MultiMap headers, long now) {
    look(now);
    stamp(headers);
  }

  private void stamp(MultiMap headers) {
    if (position != null) {
      headers
          .set(LICENSE_POSITION, position.toString())
          .set(LICENSE_AGE, Long.toString(ageSeconds));
    }
  }

  private MultiMap make(int length) {
    MultiMap headers = Responses.fields(JSON);
    stamp(headers);
    return headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(length)).copy(false);
  }

  private void look(long now) {
    if (!moved && now - lookedAt < LOOK_AGAIN_NANOS) {
      return;
    }
    long age = basis.ageSeconds();
    if (moved || age != ageSeconds) {
      ageSeconds = age;
      Arrays.fill(byLength, null);
    }
    moved = false;
    lookedAt = now;
  }
}
