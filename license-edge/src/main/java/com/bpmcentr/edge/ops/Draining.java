package com.bpmcentr.edge.ops;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Whether this edge is about to stop. It answers on meanwhile, says that it is not ready, and sends
 * its callers away with each answer, so that none of them has a request under way at the end.
 */
public final class Draining {

  private static final AttributeKey<Boolean> ANNOUNCED =
      AttributeKey.valueOf(Draining.class, "announced");

  private volatile boolean begun;

  /** From now on callers are sent away. */
  public void begin() {
    begun = true;
  }

  /** Whether callers are sent away. */
  public boolean hasBegun() {
    return begun;
  }

  /**
   * Makes this request the last one of its connection, if that is due; over HTTP/2, where others
   * are on their way beside it, asks for no more.
   */
  public void sendAway(HttpServerRequest request) {
    if (!begun) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      announce(request.connection());
      return;
    }
    HttpServerResponse response = request.response();
    response.headersEndHandler(
        written -> response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
    response.endHandler(ended -> request.connection().close());
  }

  /**
   * The first of two steps (RFC 9113, 6.8): no stream is named as the last, since questions may be
   * on their way that were asked before this arrives. Past Netty's own record of what it sent, so
   * that it answers them all, and at the connection's end names the real last one.
   */
  private static void announce(HttpConnection connection) {
    if (connection instanceof HttpServerConnection here
        && here.channelHandlerContext().channel().attr(ANNOUNCED).setIfAbsent(true) == null) {
      ChannelHandlerContext context =
          here.channelHandlerContext().pipeline().context(Http2ConnectionHandler.class);
      Http2ConnectionHandler http2 = (Http2ConnectionHandler) context.handler();
      var _ =
          http2
              .encoder()
              .frameWriter()
              .writeGoAway(
                  context,
                  Integer.MAX_VALUE,
                  Http2Error.NO_ERROR.code(),
                  Unpooled.EMPTY_BUFFER,
                  context.newPromise());
      context.flush();
    }
  }
}
