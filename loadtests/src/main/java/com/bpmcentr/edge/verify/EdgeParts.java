package com.bpmcentr.edge.verify;

import com.bpmcentr.license.Decision;
import com.bpmcentr.license.Language;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.function.BiFunction;

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
  public static Object parse(Buffer body, MultiMap headers) {
    return CheckParser.fromBody(body, headers);
  }

  /** How one event loop of the edge writes its answers. */
  public static BiFunction<Decision, Language, Buffer> renderer() {
    return new VerifyAnswer()::toBody;
  }
}
