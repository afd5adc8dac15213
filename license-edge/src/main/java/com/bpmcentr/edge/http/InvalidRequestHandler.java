package com.bpmcentr.edge.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Answers what is not HTTP/1.1 as it must be, and closes: what follows cannot be made out. */
public final class InvalidRequestHandler implements Handler<HttpServerRequest> {

  private final int longestRequestLine;
  private final int largestHeaders;

  /** A handler that names these limits. */
  public InvalidRequestHandler(int longestRequestLine, int largestHeaders) {
    this.longestRequestLine = longestRequestLine;
    this.largestHeaders = largestHeaders;
  }

  /** Whether it has the field that HTTP/1.1 must have (RFC 9112, section 3.2). */
  public static boolean namesItsHost(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.HOST)
        || request.version() != HttpVersion.HTTP_1_1;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Problem problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException tooLong -> Problem.uriTooLong(longestRequestLine);
          case TooLongHttpHeaderException tooLarge -> Problem.headersTooLarge(largestHeaders);
          case null, default -> Problem.malformedRequest();
        };
    request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Responses.problem(request, problem).onComplete(done -> request.connection().close());
  }
}
