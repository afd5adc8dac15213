package com.bpmcentr.loadtests.bench.scenario;

import java.nio.charset.StandardCharsets;

/** A key, and where it is used: one check of an edge. */
record Check(String key, String connector, String account) {
  /** How the body of a VALID answer begins. */
  static final String VALID = "{\"valid\":true";

  /** The whole request, ready for the socket. */
  byte[] request() {
    return """
        GET /v1/verify?connector=%s&account=%s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        \r
        """
        .formatted(connector, account, key)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the answer's body says so. */
  static boolean isValid(String body) {
    return body.startsWith(VALID);
  }

  @Override
  public String toString() {
    return "Check[" + connector + ", " + account + "]";
  }
}
