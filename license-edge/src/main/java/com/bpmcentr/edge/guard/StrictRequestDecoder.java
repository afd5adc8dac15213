package com.bpmcentr.edge.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Iterator;
import java.util.List;

/**
 * Refuses a request that gives its body's length in two ways (RFC 9112, section 6.1), where Vert.x
 * would believe one of them: a proxy that believes the other sees a second request in the body.
 * Likewise one with a transfer encoding other than {@code chunked} (section 6.3), where Vert.x
 * would see no body at all, and one for two hosts, or for what is no host (section 3.2). And one
 * whose line names another version, which Vert.x would answer by itself without a word.
 */
public final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  private boolean fed;

  private StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Whether bytes have come since this was last asked. */
  boolean wasFed() {
    boolean since = fed;
    fed = false;
    return since;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    fed = true;
    super.decode(context, bytes, out);
  }

  /** Takes the place of the decoder that Vert.x has put into a new connection. */
  public static void install(HttpConnection connection, HttpServerOptions options) {
    if (connection instanceof HttpServerConnection here) {
      ChannelPipeline pipeline = here.channelHandlerContext().pipeline();
      // HTTP/2 has another decoder, and lengths in its frames only
      if (pipeline.get(HttpRequestDecoder.class) != null) {
        pipeline.replace(
            HttpRequestDecoder.class, "strictDecoder", new StrictRequestDecoder(options));
      }
    }
  }

  @Override
  protected HttpMessage createMessage(String[] requestLine) {
    String version = requestLine[2];
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
      throw new IllegalArgumentException("not a version of HTTP/1");
    }
    return super.createMessage(requestLine);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
  }

  /** Asked once, when all fields of the head have been read. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    HttpHeaders fields = message.headers();
    if (fields.contains(HttpHeaderNames.TRANSFER_ENCODING) && !isChunkedOnce(fields)) {
      throw new IllegalArgumentException("a Transfer-Encoding other than chunked");
    }
    if (isThereTwice(fields, HttpHeaderNames.HOST)) {
      throw new IllegalArgumentException("two Host fields");
    }
    String host = fields.get(HttpHeaderNames.HOST);
    if (host != null && !isHost(host)) {
      throw new IllegalArgumentException("a Host that is none");
    }
    return super.isContentAlwaysEmpty(message);
  }

  private static boolean isChunkedOnce(HttpHeaders fields) {
    return !isThereTwice(fields, HttpHeaderNames.TRANSFER_ENCODING)
        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
            fields.get(HttpHeaderNames.TRANSFER_ENCODING));
  }

  /** Whether it has only what a host and a port may have (RFC 3986, section 3.2). */
  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean usual = (c >= 'a' && c <= 'z') || (c >= '-' && c <= ':' && c != '/');
      if (!usual && !(c >= 'A' && c <= 'Z') && "_~%!$&'()*+,;=[]".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isThereTwice(HttpHeaders fields, CharSequence name) {
    Iterator<? extends CharSequence> values = fields.valueCharSequenceIterator(name);
    if (values.hasNext()) {
      values.next();
    }
    return values.hasNext();
  }
}
