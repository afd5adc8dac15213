package com.bpmcentr.console.config;

import com.bpmcentr.console.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says in the environment, read once.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param managementHost address of the operations port
 * @param managementPort operations port: metrics; 0 takes a free one; absent: there is none
 * @param database the database, as the role {@code license_console}
 * @param migrationDatabase the same database as its owner; absent when someone else migrates it
 * @param signingKey file with the encrypted private key
 * @param signingKeyPassphrase what it is encrypted with
 * @param keyring file with the public keys
 * @param peppers file with the secrets that keys are digested under
 * @param stateDir folder for what must outlive the database
 * @param ownerEmail address of the first owner
 * @param firstOwnerFile where the first owner's credentials go; absent: they are printed
 * @param edgeUrl an edge's address, for the line to paste that checks a key
 * @param publicUrl where staff reach the console, as the proxy that ends TLS shows it; absent: at
 *     its own address
 * @param trustedProxies addresses and ranges whose word about their clients' addresses is believed
 * @param clockOffset how far this console's clock is set from the machine's, for tests
 */
public record ConsoleConfig(
    String host,
    int port,
    String managementHost,
    @Nullable Integer managementPort,
    DatabaseUrl database,
    @Nullable DatabaseUrl migrationDatabase,
    Path signingKey,
    Secret signingKeyPassphrase,
    Path keyring,
    Path peppers,
    Path stateDir,
    String ownerEmail,
    @Nullable Path firstOwnerFile,
    URI edgeUrl,
    @Nullable URI publicUrl,
    List<String> trustedProxies,
    Duration clockOffset) {

  /** The variable that both the console and its create-signing-key command read. */
  public static final String SIGNING_KEY_PASSPHRASE = "CONSOLE_SIGNING_KEY_PASSPHRASE";

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]");

  /**
   * Reads the {@code CONSOLE_…} variables.
   *
   * @throws ConfigurationException naming the one that is missing, wrong or unknown
   */
  public static ConsoleConfig read(Map<String, String> environment) {
    ConsoleVariables variables = new ConsoleVariables(environment);
    // logback.xml follows it, before this class is there.
    variables.requireOneOf("CONSOLE_LOG_FORMAT", "text", "json");
    ConsoleConfig config =
        new ConsoleConfig(
            variables.ownHost("CONSOLE_HOST", "127.0.0.1"),
            variables.port("CONSOLE_PORT", 8080),
            variables.ownHost("CONSOLE_MANAGEMENT_HOST", "127.0.0.1"),
            variables.optionalPort("CONSOLE_MANAGEMENT_PORT"),
            DatabaseUrl.parse(
                "CONSOLE_DATABASE_URL",
                variables.requiredSecret("CONSOLE_DATABASE_URL", "CONSOLE_DATABASE_URL_FILE")),
            migrationDatabase(variables),
            variables.readableFile("CONSOLE_SIGNING_KEY"),
            new Secret(
                variables.requiredSecret(
                    SIGNING_KEY_PASSPHRASE, "CONSOLE_SIGNING_KEY_PASSPHRASE_FILE")),
            variables.readableFile("CONSOLE_KEYRING"),
            variables.readableFile("CONSOLE_PEPPERS"),
            variables.folder("CONSOLE_STATE_DIR"),
            variables.email("CONSOLE_OWNER_EMAIL", "owner@localhost"),
            variables.path("CONSOLE_FIRST_OWNER_FILE"),
            variables.httpUrl("CONSOLE_EDGE_URL", "http://127.0.0.1:8081"),
            variables.optionalHttpUrl("CONSOLE_PUBLIC_URL"),
            variables.addresses("CONSOLE_TRUSTED_PROXIES"),
            variables.offset("CONSOLE_CLOCK_OFFSET"));
    // CONSOLE_URL is of the demo's credentials file, which people source.
    variables.refuseUnknown("CONSOLE_URL");
    // It moves the database's time with it: never where anybody else goes by that.
    if (!config.clockOffset.isZero() && !config.isOnLoopbackOnly()) {
      throw ConfigurationException.of(
          "CONSOLE_CLOCK_OFFSET",
          "is for tests: CONSOLE_HOST, CONSOLE_MANAGEMENT_HOST and the database must be at"
              + " 127.0.0.1 or ::1");
    }
    return config;
  }

  /** Whether staff reach it by TLS only, which a proxy ends. */
  public boolean isPublicByTls() {
    return publicUrl != null && "https".equals(publicUrl.getScheme());
  }

  private boolean isOnLoopbackOnly() {
    return LOOPBACK.containsAll(List.of(host, managementHost, database.host()))
        && (migrationDatabase == null || LOOPBACK.contains(migrationDatabase.host()));
  }

  private static @Nullable DatabaseUrl migrationDatabase(ConsoleVariables variables) {
    String text =
        variables.optionalSecret(
            "CONSOLE_MIGRATION_DATABASE_URL", "CONSOLE_MIGRATION_DATABASE_URL_FILE");
    return text == null ? null : DatabaseUrl.parse("CONSOLE_MIGRATION_DATABASE_URL", text);
  }
}
