package com.bpmcentr.edge.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all answers of the public port have in common. */
public final class Responses {

  private static final Logger log = LoggerFactory.getLogger(Responses.class);

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence PROBLEM_JSON =
      HttpHeaders.createOptimized(Problem.CONTENT_TYPE);
  private static final int LONGEST_REQUEST_ID = 64;

  private Responses() {}

  /** The header fields that every answer has. */
  public static MultiMap fields(CharSequence contentType) {
    return set(HttpHeaders.headers(), contentType);
  }

  /**
   * Answers 200.
   *
   * @param ready all header fields; not changed
   */
  public static void say(HttpServerRequest request, MultiMap ready, Buffer body) {
    MultiMap headers = request.response().headers();
    headers.setAll(ready);
    echoRequestId(request, headers);
    request.response().end(body);
  }

  /** The response to the request, with the headers that every answer has. */
  public static HttpServerResponse begin(
      HttpServerRequest request, int status, CharSequence contentType) {
    HttpServerResponse response = request.response().setStatusCode(status);
    set(response.headers(), contentType);
    echoRequestId(request, response.headers());
    return response;
  }

  /** Answers with a problem. */
  public static Future<Void> problem(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = begin(request, problem.status(), PROBLEM_JSON);
    setUnlessNull(response, HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
    setUnlessNull(response, HttpHeaders.ALLOW, problem.allow());
    return response.end(Buffer.buffer(problem.toJson()));
  }

  /** The one place where what should never happen arrives: logged here, unexplained outside. */
  public static void failed(HttpServerRequest request, @Nullable Throwable failure) {
    log.error("a request could not be answered", failure);
    if (!request.response().headWritten()) {
      problem(request, Problem.internal());
    }
  }

  private static void setUnlessNull(
      HttpServerResponse response, CharSequence header, @Nullable Object value) {
    if (value != null) {
      response.headers().set(header, value.toString());
    }
  }

  private static MultiMap set(MultiMap headers, CharSequence contentType) {
    return headers
        .set(HttpHeaders.CONTENT_TYPE, contentType)
        .set(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  private static void echoRequestId(HttpServerRequest request, MultiMap headers) {
    String requestId = request.getHeader(REQUEST_ID);
    if (requestId != null && isEchoed(requestId)) {
      headers.set(REQUEST_ID, requestId);
    }
  }

  /** Short and printable, so that nobody can plant anything with it in a log or a page. */
  private static boolean isEchoed(String requestId) {
    if (requestId.isEmpty() || requestId.length() > LONGEST_REQUEST_ID) {
      return false;
    }
    for (int i = 0; i < requestId.length(); i++) {
      if (requestId.charAt(i) < 0x20 || requestId.charAt(i) > 0x7E) {
        return false;
      }
    }
    return true;
  }
}
