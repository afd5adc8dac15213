package com.bpmcentr.console.api;

import java.util.Locale;

/** The ways a call can fail: each a status, a short title and the code that programs look at. */
enum ProblemKind {
  INVALID_REQUEST(400, "The request is not what it must be"),
  UNAUTHENTICATED(401, "A valid access token is needed"),
  FORBIDDEN(403, "The member's role does not allow this"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The path does not take this method"),
  NOT_ACCEPTABLE(406, "Answers are JSON"),
  REQUEST_TIMEOUT(408, "The request took too long in coming"),
  ALREADY_EXISTS(409, "It exists already"),
  CONCURRENT_CHANGE(409, "Something else changed it at the same time"),
  IDEMPOTENCY_INTERRUPTED(409, "What became of the first call with this key is not known"),
  IDEMPOTENCY_RUNNING(409, "The first call with this key is still running"),
  LIMIT_REACHED(409, "A limit of the rules is reached"),
  SELECTION_CHANGED(409, "Other things are selected than were looked at"),
  STATE_FORBIDS(409, "The present state does not allow this"),
  VERSION_CONFLICT(409, "It was changed since it was read"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Bodies are JSON"),
  IDEMPOTENCY_MISMATCH(422, "The key was used with other parameters"),
  TOO_MANY_REQUESTS(429, "Too many ask for this at once"),
  INTERNAL(500, "The console failed"),
  UNAVAILABLE(503, "The console cannot do this now");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** A name for the kind, as RFC 9457 asks; there is nothing to fetch there. */
  String type() {
    return "urn:bpmcentr:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
