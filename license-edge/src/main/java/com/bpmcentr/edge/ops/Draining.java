package com.bpmcentr.edge.ops;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Whether this edge is about to stop. It answers on meanwhile, says that it is not ready, and sends
 * its callers away with each answer, so that none of them has a request under way at the end.
 */
public final class Draining {

  private volatile boolean begun;

  /** From now on callers are sent away. */
  public void begin() {
    begun = true;
  }

  /** Whether callers are sent away. */
  boolean hasBegun() {
    return begun;
  }

  /** Makes this request the last one of its connection, if that is due. */
  public void sendAway(HttpServerRequest request) {
    if (!begun) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      request.connection().goAway(0);
      return;
    }
    HttpServerResponse response = request.response();
    response.headersEndHandler(
        written -> response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
    response.endHandler(ended -> request.connection().close());
  }
}
