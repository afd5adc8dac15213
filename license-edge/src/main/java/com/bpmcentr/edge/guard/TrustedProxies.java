package com.bpmcentr.edge.guard;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds whom a request is from behind proxies. What a header field says is believed from the right
 * and only as far as those who wrote it are trusted: each trusted proxy has added the address that
 * it saw, and what stands before the first untrusted address was written by that client itself.
 */
public final class TrustedProxies {

  /** A chain of proxies is shorter; what stands further left was written by somebody else. */
  private static final int MOST_HOPS = 16;

  private static final byte[] NOWHERE = {0, 0, 0, 0};

  private final List<AddressRange> ranges;

  private TrustedProxies(List<AddressRange> ranges) {
    this.ranges = ranges;
  }

  /** Nobody is trusted, no header field believed. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of());
  }

  /** Reads ranges in CIDR notation, with commas between; empty when one of them is none. */
  public static Optional<TrustedProxies> parse(String text) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<AddressRange> range = AddressRange.parse(part.strip());
      if (range.isEmpty()) {
        return Optional.empty();
      }
      ranges.add(range.get());
    }
    return Optional.of(new TrustedProxies(List.copyOf(ranges)));
  }

  /** Whether the address, of four or sixteen bytes, is a trusted proxy's. */
  boolean trusts(byte[] address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whom a limit counts this request against. */
  ClientAddress clientOf(HttpServerRequest request) {
    return client(bytes(request.remoteAddress()), request.headers());
  }

  /** The same, of the connection's other end and the header fields. */
  ClientAddress client(byte[] remote, MultiMap headers) {
    if (!trusts(remote)) {
      return ClientAddress.of(remote);
    }
    List<String> forwardedFor = ForwardedHops.ofForwardedFor(headers, MOST_HOPS);
    List<String> forwarded = ForwardedHops.ofForwarded(headers, MOST_HOPS);
    if (forwardedFor.isEmpty()) {
      return ClientAddress.of(nearestUntrusted(remote, forwarded));
    }
    byte[] client = nearestUntrusted(remote, forwardedFor);
    if (forwarded.isEmpty() || Arrays.equals(client, nearestUntrusted(remote, forwarded))) {
      return ClientAddress.of(client);
    }
    // the proxy writes one of the two and lets the client's own other one pass: no telling which
    return ClientAddress.of(remote);
  }

  /** The first address from the right that is not trusted, or the last that is. */
  private byte[] nearestUntrusted(byte[] remote, List<String> hopsFromTheRight) {
    byte[] nearest = remote;
    for (String hop : hopsFromTheRight) {
      Optional<byte[]> address = ForwardedHops.address(hop);
      if (address.isEmpty()) {
        return nearest;
      }
      nearest = address.get();
      if (!trusts(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  private static byte[] bytes(SocketAddress remote) {
    String host = remote.hostAddress();
    return host == null ? NOWHERE : ClientAddress.bytes(withoutZone(host)).orElse(NOWHERE);
  }

  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }
}
