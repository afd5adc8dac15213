package com.bpmcentr.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.edge.guard.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeConfigTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "EDGE_ID", "e1",
          "EDGE_DATABASE_URL", "postgresql://license_edge:s3cret%21@db.example:5433/license",
          "EDGE_KEYRING", "/etc/edge/keyring.json",
          "EDGE_PEPPERS", "/etc/edge/peppers.json");

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put(name, value);
    return environment;
  }

  @Test
  void from_onlyRequired_takesDefaults() throws ConfigurationException {
    EdgeConfig config = EdgeConfig.from(REQUIRED);

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8081);
    assertThat(config.managementHost()).isEqualTo("127.0.0.1");
    assertThat(config.managementPort()).isEqualTo(9081);
    assertThat(config.edgeId()).isEqualTo("e1");
    assertThat(config.region()).isEqualTo("default");
    assertThat(config.snapshotDirectory()).isEmpty();
    assertThat(config.eventLoops()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.magicKeys()).isTrue();
    assertThat(config.guard().unknownKeysPerAddress()).contains(new Rate(100, 1000));
    assertThat(config.guard().unknownKeysTotal()).contains(new Rate(1000, 10_000));
    assertThat(config.databaseUrl().host()).isEqualTo("db.example");
    assertThat(config.databaseUrl().password()).isEqualTo("s3cret!");
  }

  @Test
  void from_everythingSet_takesIt() throws ConfigurationException {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put("EDGE_HOST", "0.0.0.0");
    environment.put("EDGE_PORT", "8443");
    environment.put("EDGE_MANAGEMENT_HOST", "::1");
    environment.put("EDGE_MANAGEMENT_PORT", "0");
    environment.put("EDGE_REGION", "eu-central");
    environment.put("EDGE_SNAPSHOT_DIR", "/var/lib/edge");
    environment.put("EDGE_EVENT_LOOPS", "3");
    environment.put("EDGE_MAGIC_KEYS", "off");
    environment.put("EDGE_UNKNOWN_KEYS_PER_ADDRESS", "off");
    environment.put("EDGE_UNKNOWN_KEYS_TOTAL", "7");

    EdgeConfig config = EdgeConfig.from(environment);

    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.port()).isEqualTo(8443);
    assertThat(config.managementHost()).isEqualTo("::1");
    assertThat(config.managementPort()).isZero();
    assertThat(config.region()).isEqualTo("eu-central");
    assertThat(config.snapshotDirectory()).contains(Path.of("/var/lib/edge"));
    assertThat(config.eventLoops()).isEqualTo(3);
    assertThat(config.magicKeys()).isFalse();
    assertThat(config.guard().unknownKeysPerAddress()).isEmpty();
    assertThat(config.guard().unknownKeysTotal()).contains(new Rate(7, 70));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EDGE_HOST", "EDGE_MANAGEMENT_HOST"})
  void from_clockSetOutsideOfTests_refused(String reachable) {
    Map<String, String> environment = with("EDGE_CLOCK_OFFSET", "-PT1H");
    environment.put(reachable, "0.0.0.0");

    assertThatThrownBy(() -> EdgeConfig.from(environment, "--for-tests"))
        .isInstanceOf(ConfigurationException.class)
        .message()
        .startsWith("EDGE_CLOCK_OFFSET: is for tests");
  }

  /** Behind a proxy on the same machine an edge on the loopback is no test either. */
  @Test
  void from_clockSetAndTheCommandLineDoesNotSayThatItIsForTests_refused() {
    assertThatThrownBy(() -> EdgeConfig.from(with("EDGE_CLOCK_OFFSET", "-PT1H")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("EDGE_CLOCK_OFFSET: is for tests: start the edge with --for-tests");
  }

  @Test
  void from_clockSetForTestsOnTheLoopback_takesIt() throws ConfigurationException {
    Map<String, String> environment = with("EDGE_CLOCK_OFFSET", "-PT1H");

    assertThat(EdgeConfig.from(environment, "--for-tests").clockOffset())
        .isEqualTo(Duration.ofHours(-1));
  }

  @Test
  void from_otherArgument_namesIt() {
    assertThatThrownBy(() -> EdgeConfig.from(REQUIRED, "--for-test"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("--for-test: is not an argument of an edge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EDGE_ID", "EDGE_DATABASE_URL", "EDGE_KEYRING", "EDGE_PEPPERS"})
  void from_requiredMissing_namesIt(String name) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.remove(name);

    assertThatThrownBy(() -> EdgeConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(name + ": is required");
  }

  @ParameterizedTest
  @CsvSource({
    "EDGE_HOST, not a host",
    "EDGE_HOST, 192.0.2.1",
    "EDGE_MANAGEMENT_HOST, no-such-host.invalid",
    "EDGE_HOST, ''",
    "EDGE_PORT, eighty",
    "EDGE_PORT, -1",
    "EDGE_PORT, 65536",
    "EDGE_PORT, ''",
    "EDGE_MANAGEMENT_PORT, tcp://10.0.0.1:80",
    "EDGE_MANAGEMENT_PORT, 8081",
    "EDGE_ID, 'two words'",
    "EDGE_REGION, Київ",
    "EDGE_DATABASE_URL, jdbc:postgresql://h/d",
    "EDGE_DATABASE_URL, postgresql://h/d",
    "EDGE_EVENT_LOOPS, 0",
    "EDGE_EVENT_LOOPS, 257",
    "EDGE_MAGIC_KEYS, maybe",
    "EDGE_SNAPSHOT_DIR, ''",
    "EDGE_UNKNOWN_KEYS_PER_ADDRESS, many",
    "EDGE_UNKNOWN_KEYS_PER_ADDRESS, 0",
    "EDGE_UNKNOWN_KEYS_PER_ADDRESS, 5/0",
    "EDGE_UNKNOWN_KEYS_PER_ADDRESS, 1000001",
    "EDGE_UNKNOWN_KEYS_TOTAL, 5/10000001",
    "EDGE_UNKNOWN_KEYS_TOTAL, 999999999999",
    "EDGE_UNKNOWN_KEYS_TOTAL, ''",
    "EDGE_CONNECTIONS, 0",
    "EDGE_CONNECTIONS, all",
    "EDGE_CONNECTIONS_PER_ADDRESS, 1000001",
    "EDGE_TLS_CERTIFICATE, ''",
    "EDGE_TRUSTED_PROXIES, proxy.example",
    "EDGE_TRUSTED_PROXIES, '10.0.0.0/8,'",
    "EDGE_TRUSTED_PROXIES, 10.0.0.1/8",
    "EDGE_TRUSTED_PROXIES, 10.0.0.0/33",
    "EDGE_TRUSTED_PROXIES, ''",
    "EDGE_CLOCK_OFFSET, 100h",
    "EDGE_CLOCK_OFFSET, P3651D",
    "EDGE_CLOCK_OFFSET, ''",
    "EDGE_LOG_FORMAT, xml",
    "EDGE_LOG_FORMAT, ''",
    "EDGE_DATABASE_URL_FILE, /etc/edge/database-url",
  })
  void from_wrongValue_namesItInOneLine(String name, String value) {
    assertThatThrownBy(() -> EdgeConfig.from(with(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .message()
        .startsWith(name + ": ")
        .doesNotContain("\n");
  }

  @Test
  void from_snapshotDirectoryIsAFile_refused(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("snapshot"));

    assertThatThrownBy(() -> EdgeConfig.from(with("EDGE_SNAPSHOT_DIR", file.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("EDGE_SNAPSHOT_DIR: " + file + " is not a folder");
  }

  @Test
  void from_databaseUrlInAFile_takesIt(@TempDir Path folder)
      throws IOException, ConfigurationException {
    Path file = folder.resolve("database-url");
    Files.writeString(file, "postgresql://license_edge:s3cret@db.example/license\n");

    EdgeConfig config = EdgeConfig.from(withUrlFile(file));

    assertThat(config.databaseUrl().password()).isEqualTo("s3cret");
  }

  @Test
  void from_databaseUrlFileUnusable_namesItAndNotWhatIsInIt(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("database-url");

    assertThatThrownBy(() -> EdgeConfig.from(withUrlFile(file)))
        .hasMessage("EDGE_DATABASE_URL_FILE: cannot read " + file);
    Files.writeString(file, "postgres://u:s3cret@h:1/d");
    assertThatThrownBy(() -> EdgeConfig.from(withUrlFile(file)))
        .message()
        .startsWith("EDGE_DATABASE_URL: ")
        .doesNotContain("s3cret");
  }

  private static Map<String, String> withUrlFile(Path file) {
    Map<String, String> environment = with("EDGE_DATABASE_URL_FILE", file.toString());
    environment.remove("EDGE_DATABASE_URL");
    return environment;
  }

  @Test
  void from_certificateWithoutKeyOrTheOtherWayRound_namesTheOther() {
    assertThatThrownBy(() -> EdgeConfig.from(with("EDGE_TLS_CERTIFICATE", "/etc/edge/tls.crt")))
        .hasMessage("EDGE_TLS_KEY: is required");
    assertThatThrownBy(() -> EdgeConfig.from(with("EDGE_TLS_KEY", "/etc/edge/tls.key")))
        .hasMessage("EDGE_TLS_CERTIFICATE: is required");
  }

  @Test
  void readTls_unusable_namesItAndNotWhatIsInIt(@TempDir Path folder)
      throws IOException, ConfigurationException {
    Path file = Files.writeString(folder.resolve("tls"), "-----BEGIN PRIVATE KEY-----\ns3cret");
    Map<String, String> environment = with("EDGE_TLS_CERTIFICATE", file.toString());
    environment.put("EDGE_TLS_KEY", file.toString());
    EdgeConfig config = EdgeConfig.from(environment);

    assertThatThrownBy(config::readTls)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("EDGE_TLS_CERTIFICATE: ")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void from_unknownEdgeName_refused() {
    assertThatThrownBy(() -> EdgeConfig.from(with("EDGE_PROT", "8081")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("EDGE_PROT: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EDGE_URL", "EDGE_MANAGEMENT_URL", "CONSOLE_PORT", "PATH"})
  void from_namesOfOthers_ignored(String name) throws ConfigurationException {
    assertThat(EdgeConfig.from(with(name, "anything")).edgeId()).isEqualTo("e1");
  }

  @Test
  void toString_always_withoutThePassword() throws ConfigurationException {
    assertThat(EdgeConfig.from(REQUIRED).toString()).doesNotContain("s3cret");
  }

  @Test
  void from_wrongDatabaseUrl_doesNotRepeatIt() {
    assertThatThrownBy(
            () -> EdgeConfig.from(with("EDGE_DATABASE_URL", "postgres://u:s3cret@h:1/d")))
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void readKeyring_missingOrMalformed_namesVariableAndFile(@TempDir Path folder)
      throws ConfigurationException {
    EdgeConfig missing =
        EdgeConfig.from(with("EDGE_KEYRING", folder.resolve("nowhere.json").toString()));
    EdgeConfig malformed =
        EdgeConfig.from(with("EDGE_KEYRING", TestFiles.peppers(folder).toString()));

    assertThatThrownBy(missing::readKeyring)
        .hasMessage("EDGE_KEYRING: cannot read " + folder.resolve("nowhere.json"));
    assertThatThrownBy(malformed::readKeyring).hasMessageStartingWith("EDGE_KEYRING: ");
  }

  @Test
  void readPeppers_malformed_doesNotRepeatThem(@TempDir Path folder) throws ConfigurationException {
    Path file = TestFiles.keyring(folder, "{\"secret\":\"not for anybody\"}");
    EdgeConfig config = EdgeConfig.from(with("EDGE_PEPPERS", file.toString()));

    assertThatThrownBy(config::readPeppers)
        .hasMessageStartingWith("EDGE_PEPPERS: ")
        .message()
        .doesNotContain("not for anybody");
  }
}
