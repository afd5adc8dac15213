package com.bpmcentr.edge.guard;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/**
 * A transport that puts a {@link ConnectionGate} before listening sockets. Vert.x itself shows a
 * connection only once TLS is agreed on, and whoever floods does not come so far.
 */
public final class GuardedTransport implements Transport {

  /** What an edge keeps of answers that a client does not take: some twenty of them. */
  private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

  /**
   * What one connection may say before the next has its turn, a usual request many times over.
   * Netty's own measure is 16 reads of 64 KiB, which is thousands of requests.
   */
  private static final RecvByteBufAllocator ONE_TURN =
      new AdaptiveRecvByteBufAllocator(256, 1024, 4096).maxMessagesPerRead(1);

  private final Transport delegate;
  private final Predicate<NetServerOptions> guarded;
  private final ConnectionGate gate;

  private GuardedTransport(
      Transport delegate, Predicate<NetServerOptions> guarded, ConnectionGate gate) {
    this.delegate = delegate;
    this.guarded = guarded;
    this.gate = gate;
  }

  /**
   * The system's own transport where there is one, else the JDK's, with a gate.
   *
   * @param guarded by their options, the ports that the gate is for
   */
  public static io.vertx.core.transport.Transport preferNative(
      Predicate<NetServerOptions> guarded, ConnectionGate gate) {
    io.vertx.core.transport.Transport ofSystem =
        io.vertx.core.transport.Transport.nativeTransport();
    io.vertx.core.transport.Transport chosen =
        ofSystem != null && ofSystem.available() ? ofSystem : io.vertx.core.transport.Transport.NIO;
    GuardedTransport transport = new GuardedTransport(chosen.implementation(), guarded, gate);
    return new io.vertx.core.transport.Transport() {
      @Override
      public String name() {
        return chosen.name();
      }

      @Override
      public boolean available() {
        return chosen.available();
      }

      @Override
      public Throwable unavailabilityCause() {
        return chosen.unavailabilityCause();
      }

      @Override
      public Transport implementation() {
        return transport;
      }
    };
  }

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    delegate.configure(options, domainSocket, bootstrap);
    if (guarded.test(options)) {
      bootstrap.handler(gate);
      bootstrap.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD);
      bootstrap.childOption(ChannelOption.RECVBUF_ALLOCATOR, ONE_TURN);
    }
  }

  @Override
  public void configure(
      ClientOptionsBase options, int connectTimeout, boolean domainSocket, Bootstrap bootstrap) {
    delegate.configure(options, connectTimeout, domainSocket, bootstrap);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    delegate.configure(channel, options);
  }

  @Override
  public boolean supportsDomainSockets() {
    return delegate.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return delegate.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return delegate.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return delegate.unavailabilityCause();
  }

  @Override
  public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
    return delegate.convert(address);
  }

  @Override
  public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
    return delegate.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return delegate.ioHandlerFactory();
  }

  @Override
  public EventLoopGroup eventLoopGroup(
      int type, int threads, ThreadFactory threadFactory, int ioRatio) {
    return delegate.eventLoopGroup(type, threads, threadFactory, ioRatio);
  }

  @Override
  public DatagramChannel datagramChannel() {
    return delegate.datagramChannel();
  }

  @Override
  @SuppressWarnings("deprecation") // the interface asks for it
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return delegate.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return delegate.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return delegate.serverChannelFactory(domainSocket);
  }
}
