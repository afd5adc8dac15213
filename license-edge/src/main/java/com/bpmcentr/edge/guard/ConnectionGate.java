package com.bpmcentr.edge.guard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many connections are open: in all, and of each address those on which no valid key has
 * been shown yet. Where there is no more room, the oldest of those gives way to the newcomer, who
 * may have a key to show: so neither a flood from an address that is shared nor one from everywhere
 * keeps anybody out who has one. When all have shown a key, the oldest connection of the customer
 * who has most gives way: one key, were it a revoked subscription's, fills no edge.
 *
 * <p>Whose connections keep breaking the protocol has the next ones refused ({@link Misbehaviour}).
 *
 * <p>It stands in the pipeline of the listening socket, before TLS: a connection that never says a
 * word counts from its first moment. All event loops share it; requests do not pass here.
 */
@ChannelHandler.Sharable
public final class ConnectionGate extends ChannelInboundHandlerAdapter {

  private final int most;
  private final int mostOfAddress;
  private final TrustedProxies proxies;
  private final Misbehaviour misbehaviour;
  private final Refusals refusals;
  private final boolean speaksTls;

  private int open;

  /** Without a valid key so far, the oldest first. */
  private final Set<Seat> unproven = new LinkedHashSet<>();

  private final Map<ClientAddress, Set<Seat>> unprovenByAddress = new HashMap<>();

  /** With a valid key, by whose it was, each customer's oldest first. */
  private final Map<String, Set<Seat>> provenByCustomer = new HashMap<>();

  /**
   * A gate that nobody has come to, and its gauges.
   *
   * @param speaksTls whether each connection begins with a handshake
   * @param nanoTime monotonic time in nanoseconds
   */
  public ConnectionGate(
      GuardConfig config,
      boolean speaksTls,
      Refusals refusals,
      MeterRegistry registry,
      LongSupplier nanoTime) {
    this.speaksTls = speaksTls;
    this.most = config.connections();
    this.mostOfAddress = config.connectionsPerAddress();
    this.proxies = config.trustedProxies();
    this.misbehaviour = new Misbehaviour(config.misbehaviourPerAddress(), nanoTime);
    this.refusals = refusals;
    Gauge.builder("edge.connections", this, ConnectionGate::open)
        .description("Open connections to the public port")
        .register(registry);
    Gauge.builder("edge.connections.unproven", this, ConnectionGate::unproven)
        .description("Of these, those on which no valid key has been shown yet")
        .register(registry);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (accepted instanceof Channel channel) {
      ClientAddress address = addressOf(channel);
      if (address != null && misbehaviour.refuses(address)) {
        refusals.count(Refusal.MISBEHAVIOUR_OF_ADDRESS);
        // it has no event loop yet, and is closed before it costs one anything
        channel.unsafe().closeForcibly();
        return;
      }
      seat(channel, address);
    }
    context.fireChannelRead(accepted);
  }

  private void seat(Channel channel, @Nullable ClientAddress address) {
    Seat seat = new Seat(this, channel, address);
    take(seat);
    var _ = channel.closeFuture().addListener(closed -> ended(seat));
  }

  private @Nullable ClientAddress addressOf(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress remote) {
      byte[] address = ClientAddress.bytes(remote);
      return proxies.trusts(address) ? null : ClientAddress.of(address);
    }
    return null;
  }

  private synchronized void take(Seat seat) {
    if (open >= most) {
      refusals.count(Refusal.CONNECTIONS);
      giveWay((unproven.isEmpty() ? ofWhoHasMost() : unproven).iterator().next());
    }
    if (seat.address != null) {
      Set<Seat> same = unprovenByAddress.get(seat.address);
      if (same != null && same.size() >= mostOfAddress) {
        refusals.count(Refusal.CONNECTIONS_OF_ADDRESS);
        giveWay(same.iterator().next());
      }
      add(unprovenByAddress, seat.address, seat);
    }
    unproven.add(seat);
    seat.taken = true;
    open++;
  }

  /** Unless it has given way, which is nobody's fault. */
  private synchronized void ended(Seat seat) {
    if (seat.taken && seat.address != null) {
      misbehaviour.count(seat.address, seat.faults());
    }
    leave(seat);
  }

  /** Asked only when every connection has shown a key: looks at each customer of them. */
  private Set<Seat> ofWhoHasMost() {
    return Collections.max(provenByCustomer.values(), Comparator.comparingInt(Set::size));
  }

  private void giveWay(Seat seat) {
    leave(seat);
    seat.close();
  }

  /** A valid key of this customer was shown: it counts against its address no longer. */
  synchronized void proven(Seat seat, String customer) {
    if (seat.taken) {
      removeUnproven(seat);
      seat.customer = customer;
      add(provenByCustomer, customer, seat);
      if (seat.address != null) {
        misbehaviour.spare(seat.address);
      }
    }
  }

  private synchronized void leave(Seat seat) {
    if (seat.taken) {
      seat.taken = false;
      open--;
      if (seat.customer == null) {
        removeUnproven(seat);
      } else {
        remove(provenByCustomer, seat.customer, seat);
      }
    }
  }

  private void removeUnproven(Seat seat) {
    unproven.remove(seat);
    if (seat.address != null) {
      remove(unprovenByAddress, seat.address, seat);
    }
  }

  private static <K> void add(Map<K, Set<Seat>> seats, K of, Seat seat) {
    seats.computeIfAbsent(of, first -> new LinkedHashSet<>()).add(seat);
  }

  private static <K> void remove(Map<K, Set<Seat>> seats, K of, Seat seat) {
    seats.computeIfPresent(of, (key, all) -> all.remove(seat) && all.isEmpty() ? null : all);
  }

  boolean speaksTls() {
    return speaksTls;
  }

  private synchronized int open() {
    return open;
  }

  private synchronized int unproven() {
    return unproven.size();
  }
}
