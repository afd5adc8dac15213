package com.bpmcentr.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.config.DatabaseUrl;
import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.license.KeyStatus;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import com.bpmcentr.license.TrustedKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;

/** The command line, and what the console says of a configuration it cannot start with. */
class AdminConsoleTest {

  private static final String PASSPHRASE = "correct horse battery";

  /** Made once: deriving a key from a passphrase takes its time, as it should. */
  @TempDir static Path made;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @BeforeAll
  static void makeFiles() {
    Map<String, String> environment =
        Map.of(
            "CONSOLE_SIGNING_KEY_PASSPHRASE",
            PASSPHRASE,
            "CONSOLE_KEYRING",
            made.resolve("keyring.json").toString());
    ConsoleTestEnvironment.createSigningKey(environment, made.resolve("key.pem"), "k1");
    List<String> createPeppers =
        List.of("create-peppers", "--file", made.resolve("peppers.json").toString());
    assertThat(AdminConsole.run(createPeppers, environment, System.err)).isZero();
  }

  @BeforeEach
  void copyFiles() throws IOException {
    for (String name : List.of("key.pem", "keyring.json", "peppers.json")) {
      Files.copy(made.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", PASSPHRASE);
    environment.put("CONSOLE_DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/license");
    environment.put("CONSOLE_SIGNING_KEY", file("key.pem"));
    environment.put("CONSOLE_KEYRING", file("keyring.json"));
    environment.put("CONSOLE_PEPPERS", file("peppers.json"));
    environment.put("CONSOLE_STATE_DIR", folder.toString());
  }

  @Test
  void createSigningKey_newKeyring_privateHalfIsForItsOwnerOnly()
      throws IOException, MalformedException {
    Keyring keyring = Keyring.parse(Files.readAllBytes(folder.resolve("keyring.json")));

    assertThat(keyring.keys()).extracting(TrustedKey::id).containsExactly("k1");
    assertThat(keyring.keys().getFirst().status()).isEqualTo(KeyStatus.ACTIVE);
    assertThat(Files.readString(folder.resolve("key.pem")))
        .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    assertThat(permissions("key.pem")).isEqualTo("rw-------");
    assertThat(permissions("peppers.json")).isEqualTo("rw-------");
    assertThat(permissions("keyring.json")).isEqualTo("rw-r--r--");
  }

  @Test
  void createSigningKey_keyringThere_addsToIt() throws IOException, MalformedException {
    assertThat(createSigningKey("second.pem", "k2")).isZero();

    Keyring keyring = Keyring.parse(Files.readAllBytes(folder.resolve("keyring.json")));
    assertThat(keyring.keys()).extracting(TrustedKey::id).containsExactly("k1", "k2");
  }

  @Test
  void createSigningKey_somethingInTheWay_changesNothing() throws IOException {
    String keyring = Files.readString(folder.resolve("keyring.json"));
    String key = Files.readString(folder.resolve("key.pem"));

    assertThat(createSigningKey("key.pem", "k2")).isEqualTo(2);
    assertThat(createSigningKey("second.pem", "k1")).isEqualTo(2);
    assertThat(createSigningKey("second.pem", "not an id")).isEqualTo(2);
    assertThat(createSigningKey("no/such/folder.pem", "k2")).isEqualTo(2);
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", "short");
    assertThat(createSigningKey("second.pem", "k2")).isEqualTo(2);
    environment.remove("CONSOLE_SIGNING_KEY_PASSPHRASE");
    assertThat(createSigningKey("second.pem", "k2")).isEqualTo(2);

    assertThat(Files.readString(folder.resolve("keyring.json"))).isEqualTo(keyring);
    assertThat(Files.readString(folder.resolve("key.pem"))).isEqualTo(key);
    assertThat(folder.resolve("second.pem")).doesNotExist();
    assertThat(complaints.toString(UTF_8).lines()).hasSize(6);
  }

  @Test
  void createPeppers_fileThere_neverReplacesIt() throws IOException, MalformedException {
    byte[] before = Files.readAllBytes(folder.resolve("peppers.json"));

    assertThat(run("create-peppers", "--file", file("peppers.json"))).isEqualTo(2);

    assertThat(Files.readAllBytes(folder.resolve("peppers.json"))).isEqualTo(before);
    assertThat(Peppers.parse(before).digest("key").pepperId()).isEqualTo("p1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          restore                          | unknown command restore
          recover                          | --snapshots is missing
          create-peppers                   | --file is missing
          create-peppers --file            | --file needs one value
          create-peppers --file a --file b | --file needs one value
          create-peppers --out a           | unknown option --out
          """)
  void run_wrongCommandLine_isOneLineThatNamesIt(String arguments, String complaint) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(complaints.toString(UTF_8).lines()).singleElement().asString().contains(complaint);
  }

  @ParameterizedTest
  @CsvSource({"https://console.example, true", "http://console.example, false", "'', false"})
  void configure_publicUrl_decidesWhetherTheCookieGoesByTlsOnly(String url, String secure) {
    environment.put("CONSOLE_PUBLIC_URL", url);
    ConsoleConfig config = ConsoleConfig.read(environment);
    try (var context = new GenericApplicationContext()) {
      AdminConsole.configure(context, config, ConsoleFiles.read(config));

      assertThat(context.getEnvironment().getProperty("server.servlet.session.cookie.secure"))
          .isEqualTo(secure);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONSOLE_DATABASE_URL,",
    "CONSOLE_DATABASE_URL,mysql://u:hunter2@localhost/license",
    "CONSOLE_DATABASE_URL,postgresql://u@localhost/license",
    "CONSOLE_DATABASE_URL,postgresql://u:hunter2@localhost",
    "CONSOLE_DATABASE_URL,postgresql://u:hunter2@localhost/",
    "CONSOLE_DATABASE_URL,postgresql://u:hunter2@local host/license",
    "CONSOLE_DATABASE_URL,postgresql://u:%hunter2@localhost/license",
    "CONSOLE_DATABASE_URL,postgresql://u:hunter2@localhost/license?x=y",
    "CONSOLE_MIGRATION_DATABASE_URL,hunter2",
    "CONSOLE_SIGNING_KEY,",
    "CONSOLE_SIGNING_KEY,/no/such/file",
    "CONSOLE_SIGNING_KEY_PASSPHRASE,",
    "CONSOLE_KEYRING,/no/such/file",
    "CONSOLE_PEPPERS,",
    "CONSOLE_STATE_DIR,/no/such/folder",
    "CONSOLE_HOST,no such host",
    "CONSOLE_HOST,192.0.2.1",
    "CONSOLE_PORT,eighty",
    "CONSOLE_PORT,65536",
    "CONSOLE_MANAGEMENT_HOST,192.0.2.1",
    "CONSOLE_MANAGEMENT_PORT,65536",
    "CONSOLE_OWNER_EMAIL,nobody",
    "CONSOLE_CLOCK_OFFSET,10d",
    "CONSOLE_CLOCK_OFFSET,P3651D",
    "CONSOLE_EDGE_URL,ftp://localhost",
    "CONSOLE_EDGE_URL,not a url",
    "CONSOLE_PUBLIC_URL,console.example",
    "CONSOLE_TRUSTED_PROXIES,proxy.example",
    "CONSOLE_TRUSTED_PROXIES,10.0.0.0/33",
    "CONSOLE_TRUSTED_PROXIES,\"10.0.0.1,\"",
    "CONSOLE_SINGING_KEY,/tmp",
    "CONSOLE_LOG_FORMAT,xml",
    "CONSOLE_DATABASE_URL_FILE,/no/such/file",
    "CONSOLE_MIGRATION_DATABASE_URL_FILE,/no/such/file",
    "CONSOLE_SIGNING_KEY_PASSPHRASE_FILE,/no/such/file",
  })
  void run_wrongVariable_isOneLineThatNamesItAndNoSecret(String name, String value) {
    environment.put(name, value == null ? "" : value);

    assertThat(run()).isEqualTo(2);

    assertThat(complaints.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("admin-console: " + name + " ")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "CONSOLE_HOST,0.0.0.0",
    "CONSOLE_MANAGEMENT_HOST,0.0.0.0",
    "CONSOLE_DATABASE_URL,postgresql://u:hunter2@192.0.2.1:1/license",
    "CONSOLE_MIGRATION_DATABASE_URL,postgresql://u:hunter2@192.0.2.1:1/license",
  })
  void run_clockSetWhereAnotherMachineIsConcerned_isRefused(String name, String value) {
    environment.put("CONSOLE_CLOCK_OFFSET", "P10D");
    assertThat(ConsoleConfig.read(environment).clockOffset()).isEqualTo(Duration.ofDays(10));
    environment.put(name, value);

    assertThat(run("--for-tests")).isEqualTo(2);

    assertThat(complaints.toString(UTF_8)).startsWith("admin-console: CONSOLE_CLOCK_OFFSET ");
  }

  /** Behind a proxy on the same machine a console on the loopback is no test either. */
  @ParameterizedTest
  @ValueSource(strings = {"", "recover --snapshots copies"})
  void run_clockSetAndTheCommandLineDoesNotSayThatItIsForTests_isRefused(String arguments) {
    environment.put("CONSOLE_CLOCK_OFFSET", "P10D");

    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);

    assertThat(complaints.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "admin-console: CONSOLE_CLOCK_OFFSET is for tests: start the console with"
                + " --for-tests");
  }

  @Test
  void run_filesThatDoNotFitTogether_isOneLineThatNamesTheVariable() throws IOException {
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", "another passphrase");
    assertThat(run()).isEqualTo(2);
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", PASSPHRASE);

    String keyring = Files.readString(folder.resolve("keyring.json"));
    write("keyring.json", keyring.replace("\"active\"", "\"compromised\""));
    assertThat(run()).isEqualTo(2);
    Files.delete(folder.resolve("keyring.json"));
    assertThat(createSigningKey("second.pem", "k1")).isZero();
    assertThat(run()).isEqualTo(2);
    write("keyring.json", "{}");
    assertThat(run()).isEqualTo(2);
    write("keyring.json", keyring);

    write("peppers.json", "{\"active\":\"p1\",\"peppers\":[]}");
    assertThat(run()).isEqualTo(2);
    Files.copy(folder.resolve("keyring.json"), folder.resolve("other.pem"));
    environment.put("CONSOLE_SIGNING_KEY", file("other.pem"));
    write(
        "peppers.json",
        "{\"active\":\"p1\",\"peppers\":[{\"id\":\"p1\",\"secret\":\"%s\"}]}"
            .formatted("A".repeat(43)));
    assertThat(run()).isEqualTo(2);

    assertThat(complaints.toString(UTF_8).lines())
        .containsExactly(
            "admin-console: CONSOLE_SIGNING_KEY names a file that is wrong:"
                + " the passphrase does not open it",
            "admin-console: CONSOLE_SIGNING_KEY names a file that is wrong:"
                + " its key k1 is not active in the keyring",
            "admin-console: CONSOLE_SIGNING_KEY names a file that is wrong:"
                + " its public half is not in the keyring",
            "admin-console: CONSOLE_KEYRING names a file that is wrong: keys is missing",
            "admin-console: CONSOLE_PEPPERS names a file that is wrong: peppers must be 1 to 8",
            "admin-console: CONSOLE_SIGNING_KEY names a file that is wrong:"
                + " it is not an encrypted PKCS#8 key in PEM");
  }

  @Test
  void run_databaseOutOfReach_isOneLineAndNoConfigurationError() {
    assertThat(run()).isEqualTo(1);

    assertThat(complaints.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("admin-console: the database's schema: ")
        .doesNotContain("hunter2");
  }

  @Test
  void managementPort_taken_isOneLineThatNamesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("CONSOLE_MANAGEMENT_PORT", String.valueOf(taken.getLocalPort()));
      MetricsPort port = new MetricsPort(ConsoleConfig.read(environment), new Metrics());

      assertThatThrownBy(port::afterSingletonsInstantiated)
          .isInstanceOf(ConsoleStartException.class)
          .hasMessage(
              "CONSOLE_MANAGEMENT_PORT: cannot listen on 127.0.0.1:" + taken.getLocalPort());
      port.destroy();
    }
  }

  @Test
  void read_onlyWhatIsRequired_theRestHasDefaults() {
    ConsoleConfig config = ConsoleConfig.read(environment);

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.managementHost()).isEqualTo("127.0.0.1");
    assertThat(config.managementPort()).isNull();
    assertThat(config.migrationDatabase()).isNull();
    assertThat(config.firstOwnerFile()).isNull();
    assertThat(config.edgeUrl()).hasToString("http://127.0.0.1:8081");
    assertThat(config.toString()).doesNotContain("hunter2").doesNotContain(PASSPHRASE);
  }

  @Test
  void read_databaseUrl_isDecoded() {
    environment.put(
        "CONSOLE_DATABASE_URL", "postgresql://us%65r:p%40ss+%2Fword@[::1]:5433/licen%73e");

    DatabaseUrl url = ConsoleConfig.read(environment).database();

    assertThat(url.user()).isEqualTo("user");
    assertThat(url.password().reveal()).isEqualTo("p@ss+/word");
    assertThat(url.host()).isEqualTo("[::1]");
    assertThat(url.port()).isEqualTo(5433);
    assertThat(url.database()).isEqualTo("license");
  }

  @Test
  void read_secretsInFiles_takesThem() throws IOException {
    write("url", "postgresql://u:from-a-file@db.example/license\n");
    write("passphrase", PASSPHRASE + "\n");
    environment.remove("CONSOLE_DATABASE_URL");
    environment.remove("CONSOLE_SIGNING_KEY_PASSPHRASE");
    environment.put("CONSOLE_DATABASE_URL_FILE", file("url"));
    environment.put("CONSOLE_MIGRATION_DATABASE_URL_FILE", file("url"));
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE_FILE", file("passphrase"));

    ConsoleConfig config = ConsoleConfig.read(environment);

    assertThat(config.database().password().reveal()).isEqualTo("from-a-file");
    assertThat(config.migrationDatabase()).isNotNull();
    assertThat(config.signingKeyPassphrase().reveal()).isEqualTo(PASSPHRASE);
  }

  @Test
  void read_secretAndItsFile_isRefusedWithoutTheSecret() throws IOException {
    write("url", "postgresql://u:hunter2@db.example/license");
    environment.put("CONSOLE_DATABASE_URL_FILE", file("url"));

    assertThat(run()).isEqualTo(2);
    assertThat(complaints.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "admin-console: CONSOLE_DATABASE_URL_FILE is set beside CONSOLE_DATABASE_URL");
  }

  @Test
  void read_demosCredentialsSourced_isNoMistake() {
    environment.put("CONSOLE_URL", "http://127.0.0.1:8080");

    assertThat(ConsoleConfig.read(environment).port()).isEqualTo(8080);
  }

  private int createSigningKey(String keyFile, String id) {
    return run(
        "create-signing-key",
        "--key",
        file(keyFile),
        "--keyring",
        file("keyring.json"),
        "--id",
        id);
  }

  private int run(String... arguments) {
    return AdminConsole.run(
        List.of(arguments), environment, new PrintStream(complaints, true, UTF_8));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
