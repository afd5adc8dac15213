package com.bpmcentr.console.config;

import com.bpmcentr.console.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and as whom to enter it: {@code
 * postgresql://user:password@host:port/database}, user, password and database percent-encoded where
 * they need it.
 */
public record DatabaseUrl(String host, int port, String database, String user, Secret password) {

  private static final int DEFAULT_PORT = 5432;
  private static final String FORM =
      "is not of the form postgresql://user:password@host:port/database";

  /** Reads the variable's value; the complaint names the variable and never the value. */
  public static DatabaseUrl parse(String variable, String text) {
    URI uri = uri(variable, text);
    String userInfo = uri.getRawUserInfo();
    String path = uri.getRawPath();
    String host = uri.getHost();
    if (!"postgresql".equals(uri.getScheme())
        || host == null
        || userInfo == null
        || userInfo.indexOf(':') < 1
        || path == null
        || path.length() < 2
        || path.indexOf('/', 1) >= 0
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw ConfigurationException.of(variable, FORM);
    }
    int colon = userInfo.indexOf(':');
    return new DatabaseUrl(
        host,
        uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
        decode(path.substring(1)),
        decode(userInfo.substring(0, colon)),
        new Secret(decode(userInfo.substring(colon + 1))));
  }

  /**
   * A source of single connections. Server messages stay without their detail, which may quote the
   * values of a row; dead connections are noticed.
   */
  public PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password.reveal());
    source.setApplicationName("admin-console");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(10);
    source.setLogServerErrorDetail(false);
    // Prepared at once: otherwise the driver reads bytea as text until the fifth time.
    source.setPrepareThreshold(-1);
    return source;
  }

  private static URI uri(String variable, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Not as the cause: its message quotes the text, and with it the password.
      throw ConfigurationException.of(variable, FORM);
    }
  }

  /** Percent-decoding as URLs have it, where a plus is a plus. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
