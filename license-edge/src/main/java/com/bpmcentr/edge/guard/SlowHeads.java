package com.bpmcentr.edge.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off who sends the head of a request so slowly that it is not whole in time. A server's idle
 * timeout never fires on a byte now and then.
 *
 * <p>Belongs to one event loop. A head that comes in one piece, as nearly all do, is never watched;
 * one timer looks after the others, the oldest first. HTTP/2 has no heads but in frames, and no
 * watch here: its connections are bounded by the {@link ConnectionGate}.
 */
public final class SlowHeads {

  static final long SECONDS = 10;

  private static final long SWEEP_MILLIS = 500;

  private final LongSupplier nanoTime;
  private final Refusals refusals;

  /** With a part of a head and not yet the rest, the oldest first. */
  private final Set<Watch> unfinished = new LinkedHashSet<>();

  /**
   * Starts the timer on the calling event loop.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  public SlowHeads(Vertx vertx, LongSupplier nanoTime, Refusals refusals) {
    this.nanoTime = nanoTime;
    this.refusals = refusals;
    vertx.setPeriodic(SWEEP_MILLIS, timer -> cutOverdue());
  }

  /** Watches a new connection of this event loop. */
  public void watch(HttpConnection connection) {
    if (connection instanceof HttpServerConnection here) {
      ChannelPipeline pipeline = here.channelHandlerContext().pipeline();
      ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
      if (decoder != null) {
        pipeline.addAfter(decoder.name(), "heads", new Watch());
      }
    }
  }

  private void cutOverdue() {
    long deadline = nanoTime.getAsLong() - TimeUnit.SECONDS.toNanos(SECONDS);
    while (!unfinished.isEmpty()) {
      Watch oldest = unfinished.iterator().next();
      if (oldest.since - deadline >= 0) {
        return;
      }
      unfinished.remove(oldest);
      refusals.count(Refusal.SLOW_HEAD);
      oldest.cut();
    }
  }

  /** Stands behind the decoder: sees what has become whole, and when something came at all. */
  private final class Watch extends ChannelInboundHandlerAdapter {
    private @Nullable ChannelHandlerContext here;
    private boolean becameWhole;
    private boolean inBody;
    private boolean unfinishedHead;
    long since;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      here = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      becameWhole = true;
      if (message instanceof LastHttpContent) {
        inBody = false;
      } else if (message instanceof HttpRequest) {
        inBody = true;
      }
      context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (becameWhole) {
        becameWhole = false;
        finished();
      } else if (!inBody && !unfinishedHead) {
        unfinishedHead = true;
        since = nanoTime.getAsLong();
        unfinished.add(this);
      }
      context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      finished();
      context.fireChannelInactive();
    }

    private void finished() {
      if (unfinishedHead) {
        unfinishedHead = false;
        unfinished.remove(this);
      }
    }

    void cut() {
      if (here != null) {
        var _ = here.pipeline().firstContext().close();
      }
    }
  }
}
