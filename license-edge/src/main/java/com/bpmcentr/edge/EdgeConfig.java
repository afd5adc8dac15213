package com.bpmcentr.edge;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.guard.GuardConfig;
import com.bpmcentr.edge.guard.Rate;
import com.bpmcentr.edge.guard.TrustedProxies;
import com.bpmcentr.edge.replica.KeyringFile;
import com.bpmcentr.edge.tls.TlsCertificate;
import com.bpmcentr.edge.tls.TlsFiles;
import com.bpmcentr.edge.tls.TlsUnusableException;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set on an edge, read once from the environment.
 *
 * @param host where the public port listens
 * @param port the public port; 0 takes a free one
 * @param managementHost where the operations port listens
 * @param managementPort the operations port; 0 takes a free one
 * @param edgeId this edge's name among all edges of one database
 * @param region shown beside the edge in the console
 * @param databaseUrl where the feed is
 * @param keyring the file of trusted public keys
 * @param peppers the file of secrets under which API keys are looked up
 * @param snapshotDirectory where the edge may keep what it holds over a restart
 * @param eventLoops how many threads serve the public port
 * @param drainSeconds how long it answers on when it is asked to stop, not ready any more
 * @param idleSeconds how long a connection of the public port stays open while nothing happens on
 *     it
 * @param magicKeys whether the magic keys of the contract are answered
 * @param guard how much the public port bears of what
 * @param tls where the public port's certificate lies; empty: it speaks plain HTTP
 * @param clockOffset how far this edge's clock is set from the machine's, for tests
 */
public record EdgeConfig(
    String host,
    int port,
    String managementHost,
    int managementPort,
    String edgeId,
    String region,
    DatabaseUrl databaseUrl,
    Path keyring,
    Path peppers,
    Optional<Path> snapshotDirectory,
    int eventLoops,
    int drainSeconds,
    int idleSeconds,
    boolean magicKeys,
    GuardConfig guard,
    Optional<TlsFiles> tls,
    Duration clockOffset) {

  private static final String PREFIX = "EDGE_";

  /** The argument that says that this is no edge which anybody relies on. */
  private static final String FOR_TESTS = "--for-tests";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration LONGEST_OFFSET = Duration.ofDays(3650);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,255}");

  private static final Set<String> KNOWN =
      Set.of(
          "EDGE_HOST",
          "EDGE_PORT",
          "EDGE_MANAGEMENT_HOST",
          "EDGE_MANAGEMENT_PORT",
          "EDGE_ID",
          "EDGE_REGION",
          "EDGE_DATABASE_URL",
          "EDGE_DATABASE_URL_FILE",
          "EDGE_KEYRING",
          "EDGE_PEPPERS",
          "EDGE_SNAPSHOT_DIR",
          "EDGE_EVENT_LOOPS",
          "EDGE_DRAIN_SECONDS",
          "EDGE_IDLE_SECONDS",
          "EDGE_MAGIC_KEYS",
          "EDGE_UNKNOWN_KEYS_PER_ADDRESS",
          "EDGE_UNKNOWN_KEYS_TOTAL",
          "EDGE_CONNECTIONS",
          "EDGE_CONNECTIONS_PER_ADDRESS",
          "EDGE_MISBEHAVIOUR_PER_ADDRESS",
          "EDGE_TRUSTED_PROXIES",
          "EDGE_TLS_CERTIFICATE",
          "EDGE_TLS_KEY",
          "EDGE_CLOCK_OFFSET",
          "EDGE_LOG_FORMAT");

  /** In the demo's credentials.env, which may be sourced before an edge is started. */
  private static final Set<String> IGNORED = Set.of("EDGE_URL", "EDGE_MANAGEMENT_URL");

  /**
   * Reads the variables; names without {@code EDGE_} are none of its business.
   *
   * @param arguments of the command line: {@code --for-tests} or none
   * @throws ConfigurationException naming the first variable or argument that is missing, wrong or
   *     unknown
   */
  public static EdgeConfig from(Map<String, String> environment, String... arguments)
      throws ConfigurationException {
    for (String argument : arguments) {
      if (!argument.equals(FOR_TESTS)) {
        throw new ConfigurationException(argument, "is not an argument of an edge");
      }
    }
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !KNOWN.contains(name) && !IGNORED.contains(name)) {
        throw new ConfigurationException(name, "is not a setting of an edge");
      }
    }
    Variables variables = new Variables(environment);
    // logback.xml follows it, before this class is there
    variables.requireOneOf("EDGE_LOG_FORMAT", "text", "json");
    EdgeConfig config =
        new EdgeConfig(
            variables.ownHost("EDGE_HOST"),
            variables.number("EDGE_PORT", 8081, 0, 65_535),
            variables.ownHost("EDGE_MANAGEMENT_HOST"),
            variables.number("EDGE_MANAGEMENT_PORT", 9081, 0, 65_535),
            variables.matching("EDGE_ID", null, NAME, "1 to 64 of A-Z, a-z, 0-9, dot, _ and -"),
            variables.matching(
                "EDGE_REGION", "default", NAME, "1 to 64 of A-Z, a-z, 0-9, dot, _ and -"),
            variables.databaseUrl("EDGE_DATABASE_URL", "EDGE_DATABASE_URL_FILE"),
            variables.path("EDGE_KEYRING"),
            variables.path("EDGE_PEPPERS"),
            variables.optionalFolder("EDGE_SNAPSHOT_DIR"),
            variables.number(
                "EDGE_EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, 256),
            variables.number("EDGE_DRAIN_SECONDS", 2, 0, 4),
            variables.number("EDGE_IDLE_SECONDS", 75, 1, 3600),
            variables.onOff("EDGE_MAGIC_KEYS", true),
            new GuardConfig(
                variables.rate("EDGE_UNKNOWN_KEYS_PER_ADDRESS", "100/1000"),
                variables.rate("EDGE_UNKNOWN_KEYS_TOTAL", "1000/10000"),
                variables.number("EDGE_CONNECTIONS", 10_000, 1, 1_000_000),
                variables.number("EDGE_CONNECTIONS_PER_ADDRESS", 1_000, 1, 1_000_000),
                variables.rate("EDGE_MISBEHAVIOUR_PER_ADDRESS", "10/100"),
                variables.proxies("EDGE_TRUSTED_PROXIES")),
            variables.tlsFiles("EDGE_TLS_CERTIFICATE", "EDGE_TLS_KEY"),
            variables.duration("EDGE_CLOCK_OFFSET"));
    if (config.port != 0
        && config.port == config.managementPort
        && config.host.equals(config.managementHost)) {
      throw new ConfigurationException("EDGE_MANAGEMENT_PORT", "must differ from EDGE_PORT");
    }
    // whoever can reach another machine's edge must get answers of the present
    if (!config.clockOffset.isZero()
        && !(isLoopback(config.host) && isLoopback(config.managementHost))) {
      throw new ConfigurationException(
          "EDGE_CLOCK_OFFSET",
          "is for tests: both EDGE_HOST and EDGE_MANAGEMENT_HOST must be 127.0.0.1 or ::1");
    }
    // nor is it for the environment alone, which is copied from one machine to another
    if (!config.clockOffset.isZero() && arguments.length == 0) {
      throw new ConfigurationException(
          "EDGE_CLOCK_OFFSET", "is for tests: start the edge with " + FOR_TESTS);
    }
    return config;
  }

  private static boolean isLoopback(String host) {
    return host.equals(LOOPBACK) || host.equals("::1");
  }

  /** Reads the keyring's file as it is now. */
  public KeyringFile readKeyring() throws ConfigurationException {
    try {
      return KeyringFile.read(keyring);
    } catch (IOException e) {
      throw new ConfigurationException("EDGE_KEYRING", "cannot read " + keyring);
    } catch (MalformedException e) {
      throw new ConfigurationException("EDGE_KEYRING", keyring + ": " + e.getMessage());
    }
  }

  /** Reads the peppers' file as it is now. */
  public Peppers readPeppers() throws ConfigurationException {
    try {
      return Peppers.parse(Files.readAllBytes(peppers));
    } catch (IOException e) {
      throw new ConfigurationException("EDGE_PEPPERS", "cannot read " + peppers);
    } catch (MalformedException e) {
      throw new ConfigurationException("EDGE_PEPPERS", peppers + ": " + e.getMessage());
    }
  }

  /** Reads the certificate's files as they are now; empty when none is set. */
  Optional<TlsCertificate> readTls() throws ConfigurationException {
    if (tls.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TlsCertificate(tls.get()));
    } catch (TlsUnusableException e) {
      throw new ConfigurationException("EDGE_TLS_CERTIFICATE", String.valueOf(e.getMessage()));
    }
  }

  /** The environment, with one way of reading for each kind of setting. */
  private record Variables(Map<String, String> environment) {

    String required(String name) throws ConfigurationException {
      String value = environment.get(name);
      if (value == null || value.isBlank()) {
        throw new ConfigurationException(name, "is required");
      }
      return value;
    }

    String matching(String name, @Nullable String fallback, Pattern form, String expected)
        throws ConfigurationException {
      if (fallback != null && !environment.containsKey(name)) {
        return fallback;
      }
      String value = required(name);
      if (!form.matcher(value).matches()) {
        throw new ConfigurationException(name, "must be " + expected);
      }
      return value;
    }

    /** The name or address of a network interface of this machine; the loopback by default. */
    String ownHost(String name) throws ConfigurationException {
      String host = matching(name, LOOPBACK, HOST, "a host name or an address");
      try {
        InetAddress address = InetAddress.getByName(host);
        if (address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || NetworkInterface.getByInetAddress(address) != null) {
          return host;
        }
      } catch (IOException e) {
        // the same complaint as for another machine's address
      }
      throw new ConfigurationException(name, "is not a name or address of this machine");
    }

    int number(String name, int fallback, int least, int most) throws ConfigurationException {
      if (!environment.containsKey(name)) {
        return fallback;
      }
      try {
        int value = Integer.parseInt(required(name));
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // the line below says it better
      }
      throw new ConfigurationException(
          name, "must be a whole number from " + least + " to " + most);
    }

    /** A time in the form of ISO 8601, zero by default. */
    Duration duration(String name) throws ConfigurationException {
      if (!environment.containsKey(name)) {
        return Duration.ZERO;
      }
      try {
        Duration value = Duration.parse(required(name));
        if (value.abs().compareTo(LONGEST_OFFSET) <= 0) {
          return value;
        }
      } catch (DateTimeParseException e) {
        // the line below says it better
      }
      throw new ConfigurationException(
          name, "must be a time like PT100H or -P1D, of at most 3650 days");
    }

    boolean onOff(String name, boolean fallback) throws ConfigurationException {
      if (!environment.containsKey(name)) {
        return fallback;
      }
      return switch (required(name)) {
        case "on" -> true;
        case "off" -> false;
        default -> throw new ConfigurationException(name, "must be on or off");
      };
    }

    /** So many a second and so many at once; empty when it is off. */
    Optional<Rate> rate(String name, String fallback) throws ConfigurationException {
      String value = environment.containsKey(name) ? required(name) : fallback;
      if (value.equals("off")) {
        return Optional.empty();
      }
      Optional<Rate> rate = Rate.parse(value);
      if (rate.isEmpty()) {
        throw new ConfigurationException(
            name,
            "must be off, or a number a second from 1 to 1000000, with /burst behind it from 1 to"
                + " 10000000");
      }
      return rate;
    }

    TrustedProxies proxies(String name) throws ConfigurationException {
      if (!environment.containsKey(name)) {
        return TrustedProxies.none();
      }
      return TrustedProxies.parse(required(name))
          .orElseThrow(
              () ->
                  new ConfigurationException(
                      name, "must be addresses or ranges like 10.0.0.0/8, with commas between"));
    }

    void requireOneOf(String name, String fallback, String other) throws ConfigurationException {
      String value = environment.getOrDefault(name, fallback);
      if (!value.equals(fallback) && !value.equals(other)) {
        throw new ConfigurationException(name, "must be " + fallback + " or " + other);
      }
    }

    /** A secret itself, or the file that holds it, whichever is set. */
    String secret(String name, String fileName) throws ConfigurationException {
      if (!environment.containsKey(fileName)) {
        return required(name);
      }
      if (environment.containsKey(name)) {
        throw new ConfigurationException(fileName, "is set beside " + name);
      }
      Path file = path(fileName);
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new ConfigurationException(fileName, "cannot read " + file);
      }
    }

    DatabaseUrl databaseUrl(String name, String fileName) throws ConfigurationException {
      DatabaseUrl url = DatabaseUrl.parse(secret(name, fileName)).orElse(null);
      if (url == null) {
        throw new ConfigurationException(
            name, "must have the form postgresql://user:password@host:port/database");
      }
      return url;
    }

    /** Both or neither. */
    Optional<TlsFiles> tlsFiles(String certificate, String key) throws ConfigurationException {
      if (!environment.containsKey(certificate) && !environment.containsKey(key)) {
        return Optional.empty();
      }
      return Optional.of(new TlsFiles(path(certificate), path(key)));
    }

    Path path(String name) throws ConfigurationException {
      try {
        return Path.of(required(name));
      } catch (InvalidPathException e) {
        throw new ConfigurationException(name, "is not a path");
      }
    }

    Optional<Path> optionalFolder(String name) throws ConfigurationException {
      if (!environment.containsKey(name)) {
        return Optional.empty();
      }
      Path folder = path(name);
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new ConfigurationException(name, folder + " is not a folder");
      }
      return Optional.of(folder);
    }
  }
}
