package com.bpmcentr.loadtests.bench.http;

import java.nio.charset.StandardCharsets;

/** A key, and where it is used: one check of an edge. */
public record Check(String key, String connector, String account) {
  /** How the body of a VALID answer begins. */
  public static final String VALID = "{\"valid\":true";

  /** The whole GET request, ready for the socket. */
  public byte[] request() {
    return """
        GET /v1/verify?connector=%s&account=%s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        \r
        """
        .formatted(connector, account, key)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The same by POST. */
  byte[] postRequest() {
    String body =
        "{\"key\":\"%s\",\"connector\":\"%s\",\"account\":\"%s\"}"
            .formatted(key, connector, account);
    return """
        POST /v1/verify HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the answer's body says so. */
  public static boolean isValid(String body) {
    return body.startsWith(VALID);
  }

  @Override
  public String toString() {
    return "Check[" + connector + ", " + account + "]";
  }
}
