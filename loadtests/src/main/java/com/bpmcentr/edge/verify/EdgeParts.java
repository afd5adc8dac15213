package com.bpmcentr.edge.verify;

import io.vertx.core.MultiMap;

/**
 * A way for benchmarks into what the edge keeps to itself. It stands in the edge's package, and in
 * this module, so that the edge has nothing in it that only benchmarks need.
 */
public final class EdgeParts {
  private EdgeParts() {}

  /** What the edge makes of {@code GET /v1/verify}. */
  public static Object parse(String query, MultiMap headers) {
    return CheckParser.fromQuery(query, headers);
  }

  /** What the edge makes of {@code POST /v1/verify}. */
  public static Object parse(byte[] body, MultiMap headers) {
    return CheckParser.fromBody(body, headers);
  }
}
