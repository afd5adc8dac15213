package com.bpmcentr.edge.guard;

import com.bpmcentr.license.Decision;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/** The place that an open connection takes at the {@link ConnectionGate}. */
public final class Seat {

  private static final AttributeKey<Seat> KEY = AttributeKey.valueOf(Seat.class, "seat");

  /** Until a flood by HTTP/2 is cut off, it has asked a hundred questions and more. */
  private static final int FLOOD = 10;

  /** With TLS a connection costs a millisecond, without a twentieth of one. */
  private static final int HANDSHAKE = 5;

  private final ConnectionGate gate;
  private final Channel channel;

  /** Whom it counts against; null for a trusted proxy, behind which are many. */
  final @Nullable ClientAddress address;

  /** Whether a whole request came on it; changed on the connection's event loop only. */
  private boolean asked;

  /** What came on it that no client would send; changed on the connection's event loop only. */
  private int faults;

  /** Whether a valid key was shown on it; changed on the connection's event loop only. */
  private boolean proven;

  /** Whether it counts; guarded by the gate. */
  boolean taken;

  /** Whose valid key was shown on it first; guarded by the gate. */
  @Nullable String customer;

  Seat(ConnectionGate gate, Channel channel, @Nullable ClientAddress address) {
    this.gate = gate;
    this.channel = channel;
    this.address = address;
    channel.attr(KEY).set(this);
  }

  /** The seat of a connection to a guarded port. */
  private static @Nullable Seat of(HttpConnection connection) {
    return connection instanceof HttpServerConnection here
        ? of(here.channelHandlerContext().channel())
        : null;
  }

  /** The seat of a connection to a guarded port. */
  static @Nullable Seat of(Channel channel) {
    return channel.attr(KEY).get();
  }

  /** A request has become whole; one whose head is too long is taken for one. */
  void asked() {
    asked = true;
  }

  /** Something came that no client would send. */
  void brokeProtocol() {
    faults = Math.max(faults, 1);
  }

  /** So much came that it was cut off: it cost as much as many connections. */
  void flooded() {
    faults = FLOOD;
  }

  /** What is counted against its address when it ends. */
  int faults() {
    return asked ? faults : Math.max(faults, gate.speaksTls() ? HANDSHAKE : 1);
  }

  /** A valid key was shown on this connection, in an answer to its customer. */
  static void prove(HttpConnection connection, Decision decision) {
    Seat seat = of(connection);
    String customer = seat == null || seat.proven ? null : decision.customerId();
    if (seat != null && customer != null) {
      seat.proven = true;
      seat.gate.proven(seat, customer);
    }
  }

  /** Closes at once, past whatever TLS would still like to say. */
  void close() {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    // none before it has its event loop, and after it was closed
    var _ = first == null ? channel.close() : first.close();
  }
}
