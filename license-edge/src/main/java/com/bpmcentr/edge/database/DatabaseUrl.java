package com.bpmcentr.edge.database;

import com.bpmcentr.edge.http.PercentEncoding;
import java.util.Optional;

/**
 * {@code postgresql://user:password@host:port/database}, its parts percent-decoded.
 *
 * @param host name or address; an IPv6 address without its brackets
 * @param port 1–65535; 5432 when the URL names none
 */
public record DatabaseUrl(String host, int port, String database, String user, String password) {

  private static final String SCHEME = "postgresql://";
  private static final int DEFAULT_PORT = 5432;

  /** Reads the URL; empty when it has not the form above. */
  public static Optional<DatabaseUrl> parse(String url) {
    if (!url.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String rest = url.substring(SCHEME.length());
    // the last one: a password that was not encoded may hold an @, a host cannot
    int at = rest.lastIndexOf('@');
    int slash = rest.indexOf('/', at + 1);
    int colon = rest.indexOf(':');
    if (at < 0 || slash < 0 || colon < 0 || colon > at) {
      return Optional.empty();
    }
    String address = rest.substring(at + 1, slash);
    int portColon = address.lastIndexOf(':');
    if (portColon < address.lastIndexOf(']')) {
      portColon = -1;
    }
    String host = unbracketed(portColon < 0 ? address : address.substring(0, portColon));
    int port = portColon < 0 ? DEFAULT_PORT : port(address.substring(portColon + 1));
    String user = PercentEncoding.decode(rest.substring(0, colon));
    String password = PercentEncoding.decode(rest.substring(colon + 1, at));
    String database = PercentEncoding.decode(rest.substring(slash + 1));
    if (host.isEmpty() || port < 1 || user == null || password == null || database == null) {
      return Optional.empty();
    }
    // a parameter such as sslmode is refused, not taken for a part of the database's name
    if (user.isBlank() || database.isBlank() || rest.indexOf('?', slash) >= 0) {
      return Optional.empty();
    }
    return Optional.of(new DatabaseUrl(host, port, database, user, password));
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 65_535 ? -1 : port;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return SCHEME + user + "@" + host + ":" + port + "/" + database;
  }
}
