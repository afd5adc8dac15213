package com.bpmcentr.edge.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of the request itself, said as RFC 9457 problem details.
 *
 * @param status the HTTP status
 * @param code what programs compare
 * @param detail what people read: names the parameter, never repeats what was sent
 * @param retryAfterSeconds for 429 and 503
 * @param allow for 405
 */
public record Problem(
    int status,
    String code,
    String detail,
    @Nullable Integer retryAfterSeconds,
    @Nullable String allow) {

  /** The media type of {@link #toJson()}. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:bpmcentr:problem:";

  private static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, null, null);
  }

  /** 400: a parameter is missing, malformed or contradictory. */
  public static Problem parameter(String name, String problem) {
    return of(400, "INVALID_PARAMETER", name + ": " + problem);
  }

  /** 400: the body as a whole is not what it must be. */
  public static Problem body(String problem) {
    return of(400, "INVALID_BODY", "body: " + problem);
  }

  /** 400: not HTTP as it must be. */
  public static Problem malformedRequest() {
    return of(400, "MALFORMED_REQUEST", "the request is not well-formed HTTP/1.1");
  }

  /** 404. */
  public static Problem notFound() {
    return of(404, "NOT_FOUND", "there is nothing at this path");
  }

  /** 405, with the methods that the path knows. */
  public static Problem methodNotAllowed(String allow) {
    return new Problem(
        405, "METHOD_NOT_ALLOWED", "this path answers " + allow + " only", null, allow);
  }

  /** 408: the body did not arrive in time. */
  public static Problem bodyTimeout(long seconds) {
    return of(408, "BODY_TIMEOUT", "body: did not arrive within " + seconds + " seconds");
  }

  /** 413. */
  public static Problem bodyTooLarge(int limit) {
    return of(413, "BODY_TOO_LARGE", "body: larger than " + limit + " bytes");
  }

  /** 414. */
  public static Problem uriTooLong(int limit) {
    return of(414, "URI_TOO_LONG", "the request line is longer than " + limit + " bytes");
  }

  /** 415. */
  public static Problem unsupportedMediaType() {
    return of(
        415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type: must be application/json, UTF-8, unencoded");
  }

  /** 429: too many keys that nobody has, from this address or from all. */
  public static Problem tooManyUnknownKeys(int retryAfterSeconds) {
    return new Problem(
        429, "TOO_MANY_UNKNOWN_KEYS", "too many unknown keys were sent", retryAfterSeconds, null);
  }

  /** 431. */
  public static Problem headersTooLarge(int limit) {
    return of(431, "HEADERS_TOO_LARGE", "the header fields are larger than " + limit + " bytes");
  }

  /** 500: a defect of ours, of which the caller learns nothing more. */
  public static Problem internal() {
    return of(500, "INTERNAL", "the request could not be answered");
  }

  /** 503: the edge cannot decide, under the decision's own code. */
  public static Problem undecided(String code, String detail, int retryAfterSeconds) {
    return new Problem(503, code, detail, retryAfterSeconds, null);
  }

  /** The body of the answer. */
  public String toJson() {
    return new JsonText()
        .field("type", TYPE_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-'))
        .field("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .field("status", status)
        .field("detail", detail)
        .field("code", code)
        .end();
  }
}
