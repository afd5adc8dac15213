package com.bpmcentr.edge.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off who sends the head of a request, or a frame of HTTP/2, so slowly that it is not whole in
 * time: a server's idle timeout never fires on a byte now and then.
 *
 * <p>Belongs to one event loop. A head that comes in one piece, as nearly all do, is never watched;
 * one timer looks after the others.
 */
public final class SlowHeads {

  static final long SECONDS = 10;

  private final Refusals refusals;
  private final Deadlines unfinished;

  /**
   * Starts the timer on the calling event loop.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  public SlowHeads(Vertx vertx, LongSupplier nanoTime, Refusals refusals) {
    this.refusals = refusals;
    this.unfinished = new Deadlines(vertx, nanoTime, SECONDS);
  }

  /** Watches a new connection of this event loop, if it is one of HTTP/1.1. */
  public void watch(HttpConnection connection) {
    if (connection instanceof HttpServerConnection here) {
      ChannelPipeline pipeline = here.channelHandlerContext().pipeline();
      ChannelHandlerContext decoder = pipeline.context(StrictRequestDecoder.class);
      if (decoder != null) {
        pipeline.addAfter(
            decoder.name(),
            "heads",
            new Requests(
                (StrictRequestDecoder) decoder.handler(),
                new Unfinished(decoder),
                Seat.of(decoder.channel())));
      }
    }
  }

  /** Watches the frames that come to this handler of HTTP/2. */
  Frames watchFrames(ChannelHandlerContext http2) {
    Frames frames = new Frames(new Unfinished(http2));
    http2.pipeline().addBefore(http2.name(), "frames", frames);
    return frames;
  }

  /** Closes at once, past whatever TLS would still like to say. */
  static void cut(ChannelHandlerContext connection) {
    var _ = connection.pipeline().firstContext().close();
  }

  /** A part of something on a connection, and not yet the rest. */
  private final class Unfinished extends Deadlines.Waiting {
    private final ChannelHandlerContext connection;
    private boolean begun;

    Unfinished(ChannelHandlerContext connection) {
      this.connection = connection;
    }

    void begin() {
      if (!begun) {
        begun = true;
        unfinished.begin(this);
      }
    }

    void end() {
      if (begun) {
        begun = false;
        unfinished.end(this);
      }
    }

    @Override
    void cut() {
      refusals.count(Refusal.SLOW_HEAD);
      SlowHeads.cut(connection);
    }
  }

  /** Stands behind the decoder: sees what has become whole. */
  private static final class Requests extends ChannelInboundHandlerAdapter {
    private final StrictRequestDecoder decoder;
    private final Unfinished head;
    private final @Nullable Seat seat;
    private boolean becameWhole;
    private boolean inBody;

    Requests(StrictRequestDecoder decoder, Unfinished head, @Nullable Seat seat) {
      this.decoder = decoder;
      this.head = head;
      this.seat = seat;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      becameWhole = true;
      if (seat != null && message instanceof HttpObject part) {
        judge(seat, part.decoderResult());
      }
      if (message instanceof LastHttpContent) {
        inBody = false;
      } else if (message instanceof HttpRequest) {
        inBody = true;
      }
      context.fireChannelRead(message);
    }

    private static void judge(Seat seat, DecoderResult result) {
      // an overlong head is what somebody with a client can send
      if (result.isSuccess() || result.cause() instanceof TooLongFrameException) {
        seat.asked();
      } else {
        seat.brokeProtocol();
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      // a handshake's last words end a read too, and begin no request
      boolean fed = decoder.wasFed();
      if (becameWhole) {
        becameWhole = false;
        head.end();
      } else if (fed && !inBody) {
        head.begin();
      }
      context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      head.end();
      context.fireChannelInactive();
    }
  }

  /** Stands before the handler of HTTP/2, and is told by what is behind it. */
  static final class Frames extends ChannelInboundHandlerAdapter {
    private final Unfinished frame;
    private boolean fed;

    /** From the start: the frame with which the watching begins. */
    private boolean becameWhole = true;

    private Frames(Unfinished frame) {
      this.frame = frame;
    }

    /** A frame, and if it is a block of header fields the last of its frames, has come. */
    void becameWhole() {
      becameWhole = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      fed = true;
      context.fireChannelRead(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (becameWhole) {
        frame.end();
      } else if (fed) {
        frame.begin();
      }
      becameWhole = false;
      fed = false;
      context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      frame.end();
      context.fireChannelInactive();
    }
  }
}
