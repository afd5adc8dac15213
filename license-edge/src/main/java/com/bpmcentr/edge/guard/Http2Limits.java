package com.bpmcentr.edge.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP/2 allows beyond HTTP/1.1, within bounds: frames that ask nothing, and many questions at
 * once whose answers nobody takes. Netty itself bounds taking back (CVE-2023-44487, and its like by
 * provoked refusals), blocks of header fields in endless frames, empty data, and answers to pings
 * that are not taken; all of it ends in the same error, and is counted here.
 *
 * <p>Belongs to one event loop.
 */
public final class Http2Limits {

  /** From the first frame of a question to the last byte of its answer; a body has five of them. */
  static final long STREAM_SECONDS = 15;

  /** Open questions on one event loop; an honest one is open for less than a millisecond. */
  static final int MOST_STREAMS = 5_000;

  /** Frames that ask nothing, in so many seconds, and with each question so many more. */
  static final int MOST_OTHERS = 200;

  static final int OTHERS_A_QUESTION = 4;
  static final long WINDOW_SECONDS = 10;

  private final LongSupplier nanoTime;
  private final SlowHeads heads;
  private final Refusals refusals;
  private final Deadlines streams;

  /**
   * Starts the timer on the calling event loop.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  public Http2Limits(Vertx vertx, LongSupplier nanoTime, SlowHeads heads, Refusals refusals) {
    this.nanoTime = nanoTime;
    this.heads = heads;
    this.refusals = refusals;
    this.streams = new Deadlines(vertx, nanoTime, STREAM_SECONDS);
  }

  /** Watches a new connection of this event loop, if it is one of HTTP/2. */
  public void watch(HttpConnection connection) {
    if (connection instanceof HttpServerConnection here) {
      ChannelHandlerContext context =
          here.channelHandlerContext().pipeline().context(Http2ConnectionHandler.class);
      if (context != null) {
        Http2ConnectionHandler http2 = (Http2ConnectionHandler) context.handler();
        http2
            .decoder()
            .frameListener(
                new Frames(
                    http2.decoder().frameListener(),
                    heads.watchFrames(context),
                    Seat.of(context.channel())));
        http2.connection().addListener(new Streams(http2.connection(), context));
      }
    }
  }

  /** A question, or its answer, under way. */
  private final class Open extends Deadlines.Waiting {
    private final ChannelHandlerContext connection;

    Open(ChannelHandlerContext connection) {
      this.connection = connection;
    }

    @Override
    void cut() {
      // once for all that are open on it
      if (connection.channel().isOpen()) {
        refusals.count(Refusal.UNREAD_ANSWERS);
        SlowHeads.cut(connection);
      }
    }
  }

  /** Those of one connection. */
  private final class Streams extends Http2ConnectionAdapter {
    private final Http2Connection.PropertyKey key;
    private final ChannelHandlerContext connection;

    Streams(Http2Connection http2, ChannelHandlerContext connection) {
      this.key = http2.newKey();
      this.connection = connection;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
      Open open = new Open(connection);
      stream.setProperty(key, open);
      streams.begin(open);
      if (streams.size() > MOST_STREAMS) {
        streams.cutOldest();
      }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
      @Nullable Open open = stream.removeProperty(key);
      if (open != null) {
        streams.end(open);
      }
    }

    @Override
    public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf debugData) {
      Seat seat = Seat.of(connection.channel());
      if (errorCode == Http2Error.ENHANCE_YOUR_CALM.code()) {
        refusals.count(Refusal.HTTP2_FLOOD);
        if (seat != null) {
          seat.flooded();
        }
      } else if (seat != null && errorCode != Http2Error.NO_ERROR.code()) {
        seat.brokeProtocol();
      }
    }
  }

  /** Sees each whole frame before Vert.x does. */
  private final class Frames extends Http2FrameListenerDecorator {
    private final SlowHeads.Frames progress;
    private final @Nullable Seat seat;
    private long windowSince = nanoTime.getAsLong();
    private int others;
    private int questions;

    Frames(Http2FrameListener listener, SlowHeads.Frames progress, @Nullable Seat seat) {
      super(listener);
      this.progress = progress;
      this.seat = seat;
    }

    private void asked() {
      progress.becameWhole();
      questions++;
      if (seat != null) {
        seat.asked();
      }
    }

    private void other() throws Http2Exception {
      progress.becameWhole();
      others++;
      if (others <= MOST_OTHERS + OTHERS_A_QUESTION * questions) {
        return;
      }
      long now = nanoTime.getAsLong();
      if (now - windowSince < TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
        throw Http2Exception.connectionError(
            Http2Error.ENHANCE_YOUR_CALM, "too many frames that ask nothing");
      }
      windowSince = now;
      others = 1;
      questions = 0;
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean endOfStream)
        throws Http2Exception {
      // bodies are bounded by themselves
      progress.becameWhole();
      return super.onDataRead(context, streamId, data, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      asked();
      super.onHeadersRead(context, streamId, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int streamDependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      asked();
      super.onHeadersRead(
          context, streamId, headers, streamDependency, weight, exclusive, padding, endOfStream);
    }

    @Override
    public void onPriorityRead(
        ChannelHandlerContext context,
        int streamId,
        int streamDependency,
        short weight,
        boolean exclusive)
        throws Http2Exception {
      other();
      super.onPriorityRead(context, streamId, streamDependency, weight, exclusive);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int streamId, long errorCode)
        throws Http2Exception {
      other();
      super.onRstStreamRead(context, streamId, errorCode);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
      other();
      super.onSettingsAckRead(context);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
        throws Http2Exception {
      other();
      super.onSettingsRead(context, settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
      other();
      super.onPingRead(context, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
      other();
      super.onPingAckRead(context, data);
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext context, int lastStreamId, long errorCode, ByteBuf debugData)
        throws Http2Exception {
      other();
      super.onGoAwayRead(context, lastStreamId, errorCode, debugData);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int streamId, int increment)
        throws Http2Exception {
      other();
      super.onWindowUpdateRead(context, streamId, increment);
    }

    @Override
    public void onUnknownFrame(
        ChannelHandlerContext context, byte type, int streamId, Http2Flags flags, ByteBuf payload)
        throws Http2Exception {
      other();
      super.onUnknownFrame(context, type, streamId, flags, payload);
    }
  }
}
