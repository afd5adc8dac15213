package com.bpmcentr.console.security;

import com.bpmcentr.console.config.ConsoleConfig;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Shows requests as their senders sent them, before the proxy that ends TLS. Where staff reach the
 * console the operator says, not a header; of headers only the clients' addresses are read, and
 * only from proxies that the operator trusts.
 */
final class ProxyValve extends ValveBase {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** More hops than any network has, counted from here: what lies beyond, only the sender wrote. */
  private static final int MOST_HOPS = 30;

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final @Nullable URI publicUrl;
  private final List<IpAddressMatcher> trusted;

  ProxyValve(ConsoleConfig config) {
    this(config.publicUrl(), config.trustedProxies());
  }

  ProxyValve(@Nullable URI publicUrl, List<String> trustedProxies) {
    super(true);
    this.publicUrl = publicUrl;
    this.trusted = trustedProxies.stream().map(IpAddressMatcher::new).toList();
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (publicUrl != null) {
      showAt(publicUrl, request);
    }
    String client =
        client(request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR)));
    request.setRemoteAddr(client);
    request.setRemoteHost(client);
    getNext().invoke(request, response);
  }

  private static void showAt(URI url, Request request) {
    boolean tls = "https".equals(url.getScheme());
    request.setSecure(tls);
    request.getCoyoteRequest().scheme().setString(url.getScheme());
    request.getCoyoteRequest().serverName().setString(url.getHost());
    request
        .getCoyoteRequest()
        .setServerPort(url.getPort() >= 0 ? url.getPort() : tls ? HTTPS : HTTP);
  }

  /**
   * The address furthest from here that somebody trusted has seen: each proxy adds the one that it
   * sees at the end. What is no address makes the proxy itself the client.
   */
  String client(String peer, List<String> forwardedFor) {
    if (!isTrusted(peer)) {
      return peer;
    }
    for (String hop : hops(forwardedFor)) {
      String address = literal(hop);
      if (address == null) {
        return peer;
      }
      if (!isTrusted(address)) {
        return address;
      }
    }
    return peer;
  }

  /** The nearest first. */
  private static List<String> hops(List<String> forwardedFor) {
    List<String> hops = new ArrayList<>();
    for (String line : forwardedFor.reversed()) {
      int end = line.length();
      while (end >= 0 && hops.size() < MOST_HOPS) {
        int comma = line.lastIndexOf(',', end - 1);
        hops.add(line.substring(comma + 1, end).strip());
        end = comma;
      }
    }
    return hops;
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(range -> range.matches(address));
  }

  /** As Java writes it; null where a name would have to be looked up. */
  private static @Nullable String literal(String text) {
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
