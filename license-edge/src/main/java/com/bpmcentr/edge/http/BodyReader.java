package com.bpmcentr.edge.http;

import com.bpmcentr.edge.guard.Sweep;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads small bodies, bounded in size and in time. A server's idle timeout never fires on a body
 * that is sent a byte at a time; the deadline here is that of the whole body.
 *
 * <p>Belongs to one event loop. One timer looks after all bodies, oldest first: a timer for each
 * request would cost more than the rest of reading it.
 */
public final class BodyReader {

  /** Most bytes in a body. */
  public static final int LIMIT = 4096;

  static final long SECONDS = 5;

  /** So that whoever is late has an answer before the connections are closed. */
  static final long SECONDS_AT_A_STOP = 2;

  private static final long LINGER_MILLIS = 1000;

  private final Vertx vertx;
  private final LongSupplier nanoTime;
  private final BooleanSupplier stopping;
  private final Runnable onTimeout;

  /** The bodies under way, in the order of their start: each links to the next. */
  private @Nullable Reading oldest;

  private @Nullable Reading newest;

  /**
   * Starts the timer on the calling event loop.
   *
   * @param nanoTime monotonic time in nanoseconds
   * @param stopping whether the edge is about to end: then there is less time
   * @param onTimeout called for each body that did not arrive in time
   */
  public BodyReader(
      Vertx vertx, LongSupplier nanoTime, BooleanSupplier stopping, Runnable onTimeout) {
    this.vertx = vertx;
    this.nanoTime = nanoTime;
    this.stopping = stopping;
    this.onTimeout = onTimeout;
    Sweep.start(vertx, this::cutOldestOverdue);
  }

  /** Hands over the whole body, or answers for it: 413 or 408. */
  public void read(HttpServerRequest request, Consumer<Buffer> whole) {
    if (announcesTooMuch(request)) {
      refuse(request, Problem.bodyTooLarge(LIMIT));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    watch(new Reading(request, whole, nanoTime.getAsLong()));
  }

  /**
   * Bounds, in the same way, a body that nobody is going to read; true when it has already been
   * refused.
   */
  public boolean refusesUnread(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (!headers.contains(HttpHeaders.CONTENT_LENGTH)
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
      return false;
    }
    if (announcesTooMuch(request)) {
      refuse(request, Problem.bodyTooLarge(LIMIT));
      return true;
    }
    watch(new Reading(request, ignored -> {}, nanoTime.getAsLong()));
    return false;
  }

  private void watch(Reading reading) {
    link(reading);
    reading.request.handler(reading::part);
    reading.request.endHandler(end -> reading.complete());
    reading.request.exceptionHandler(failure -> broken(reading, failure));
  }

  /** The connection is gone, or the body's chunks are none: Vert.x closes after this returns. */
  private void broken(Reading reading, Throwable failure) {
    boolean gone = failure instanceof IOException || failure instanceof VertxException;
    HttpServerRequest request = reading.request;
    unlink(reading);
    if (gone || request.response().ended()) {
      return;
    }
    request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Responses.problem(request, Problem.malformedRequest());
    if (request.connection() instanceof HttpServerConnection here) {
      here.channelHandlerContext().flush();
    }
  }

  /** By hand, since this is done for every body: a linked set took 44 ns more. */
  private void link(Reading reading) {
    Reading before = newest;
    reading.before = before;
    if (before == null) {
      oldest = reading;
    } else {
      before.after = reading;
    }
    newest = reading;
  }

  private void unlink(Reading reading) {
    if (reading.done) {
      return;
    }
    reading.done = true;
    Reading before = reading.before;
    Reading after = reading.after;
    if (before == null) {
      oldest = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.before = before;
    }
  }

  /** Whether the Content-Length already says that the body is too large. */
  private static boolean announcesTooMuch(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // more digits than any small number has: Netty has checked that they are digits
    return length != null && (length.length() > 9 || Long.parseLong(length.trim()) > LIMIT);
  }

  private boolean cutOldestOverdue() {
    Reading overdue = oldest;
    long seconds = stopping.getAsBoolean() ? SECONDS_AT_A_STOP : SECONDS;
    if (overdue == null || overdue.startedAt - nanoTime.getAsLong() > -seconds * 1_000_000_000L) {
      return false;
    }
    unlink(overdue);
    onTimeout.run();
    refuse(overdue.request, Problem.bodyTimeout(seconds));
    return true;
  }

  /**
   * Answers, then closes once the rest has arrived or a second later: closing at once would make
   * the system reset the connection, and the client would never see the answer.
   */
  private void refuse(HttpServerRequest request, Problem problem) {
    if (request.response().ended()) {
      request.connection().close();
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      // the other streams of the connection go on; what still comes of this one is not wanted
      Responses.problem(request, problem).onComplete(done -> request.response().reset(0));
      return;
    }
    request.handler(ignored -> {});
    request.endHandler(end -> request.connection().close());
    request.exceptionHandler(failure -> {});
    request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Responses.problem(request, problem);
    vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
  }

  private final class Reading {
    final HttpServerRequest request;
    final Consumer<Buffer> whole;
    final long startedAt;
    Buffer body = Buffer.buffer();
    @Nullable Reading before;
    @Nullable Reading after;

    /** Whether nothing more is expected of it, and it is linked no longer. */
    boolean done;

    Reading(HttpServerRequest request, Consumer<Buffer> whole, long startedAt) {
      this.request = request;
      this.whole = whole;
      this.startedAt = startedAt;
    }

    void part(Buffer part) {
      if (done) {
        return;
      }
      if (body.length() + part.length() > LIMIT) {
        unlink(this);
        refuse(request, Problem.bodyTooLarge(LIMIT));
      } else if (body.length() == 0) {
        body = part;
      } else {
        body.appendBuffer(part);
      }
    }

    void complete() {
      if (done) {
        return;
      }
      unlink(this);
      try {
        whole.accept(body);
      } catch (RuntimeException e) {
        Responses.failed(request, e);
      }
    }
  }
}
