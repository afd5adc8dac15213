package com.bpmcentr.edge;

import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/**
 * The transport of the edge, for a server that is compared with it. It stands in the edge's
 * package, and in this module, so that the edge has nothing in it that only benchmarks need.
 */
public final class EdgeTransport {
  private EdgeTransport() {}

  /** The very options of the edge's public port. */
  public static HttpServerOptions serverOptions(String host, int port) {
    return EdgeVerticle.options(host, port);
  }

  /** As the edge's with one event loop. */
  public static VertxOptions vertxOptions() {
    return new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true);
  }
}
