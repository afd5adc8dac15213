package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.license.DecisionCode;
import java.util.Set;

/** What is asked in one part of the benchmark. */
enum CheckCase {
  GET_KNOWN("GET, known key"),
  GET_UNKNOWN("GET, unknown key"),
  GET_DENIED("GET, denied"),
  POST_KNOWN("POST, known key");

  private final String title;

  CheckCase(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean isPost() {
    return this == POST_KNOWN;
  }

  /** The codes that its answers have. */
  Set<DecisionCode> codes() {
    return switch (this) {
      case GET_KNOWN, POST_KNOWN -> Set.of(DecisionCode.VALID);
      case GET_UNKNOWN -> Set.of(DecisionCode.KEY_NOT_FOUND);
      case GET_DENIED ->
          Set.of(
              DecisionCode.EXPIRED,
              DecisionCode.REVOKED,
              DecisionCode.SUSPENDED,
              DecisionCode.KEY_REVOKED,
              DecisionCode.CUSTOMER_BLOCKED);
    };
  }

  /** With what the body of each of its answers begins. */
  String bodyStart() {
    return switch (this) {
      case GET_KNOWN, POST_KNOWN -> "{\"valid\":true,\"code\":\"VALID\"";
      case GET_UNKNOWN -> "{\"valid\":false,\"code\":\"KEY_NOT_FOUND\"";
      case GET_DENIED -> "{\"valid\":false,\"code\":\"";
    };
  }
}
