package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedDemo.class)
class DemoLifecycleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();

  DemoLifecycleIT(RunningDemo demo) {
    this.demo = demo;
  }

  @Test
  void credentials_afterStart_nameEverythingAndAreTheOwnersAlone() throws Exception {
    Path file = demo.folder().resolve("credentials.env");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(demo.credentials())
        .containsOnlyKeys(
            "CONSOLE_URL",
            "EDGE_URL",
            "EDGE_MANAGEMENT_URL",
            "STAFF_EMAIL",
            "STAFF_PASSWORD",
            "API_TOKEN",
            "DEMO_KEY",
            "DEMO_CONNECTOR",
            "DEMO_ACCOUNT",
            "CONSOLE_DATABASE_URL",
            "EDGE_DATABASE_URL",
            "EDGE_KEYRING",
            "EDGE_PEPPERS");
    assertThat(demo.credentials().get("API_TOKEN")).startsWith("bpm_adm_");
    assertThat(demo.credentials().values())
        .as("a shell can source the file as it is")
        .allMatch(value -> value.matches("[A-Za-z0-9_@%+=:,./-]+"));
    assertThat(demo.output().getLast()).isEqualTo("READY");
  }

  @Test
  void sampleData_ofAFirstStartThatWasKilled_areThereOnce() throws Exception {
    JsonNode customers =
        new Staff(demo.adminApi()).get("/customers?limit=100&filter%5Bq%5D=.example");
    List<String> mails = new ArrayList<>();
    customers.path("data").forEach(customer -> mails.add(customer.path("email").asString()));

    assertThat(mails)
        .filteredOn(mail -> !mail.endsWith("@test.example"))
        .hasSize(SampleData.read(InstantSource.system()).customers())
        .doesNotHaveDuplicates();
  }

  @Test
  void edge_endsByItself_isSaidAndAllStopsAndAStartTenDaysOnFindsTheDataAndAddsCustomers()
      throws Exception {
    Map<String, String> before = demo.credentials();
    Path keys = demo.folder().resolve("keys.csv");
    List<String> keysBefore = Files.readAllLines(keys);
    Staff.Key key = someKey();
    JsonNode trial = trialOfTheSampleData();
    Question onTrial =
        new Question(
            new Staff(demo.adminApi()).newKey(trial.path("customerId").asString()).text(),
            trial.path("connectorId").asString(),
            trial.path("makeAccountId").asString());
    awaitAnswer("VALID", onTrial);
    ProcessHandle edgeProcess =
        demo.process()
            .children()
            .filter(child -> child.info().arguments().map(DemoLifecycleIT::isEdge).orElse(false))
            .findFirst()
            .orElseThrow();
    edgeProcess.destroyForcibly();

    assertThat(demo.awaitEnd()).isEqualTo(1);

    assertThat(demo.output())
        .last()
        .asString()
        .matches("demo: edge-[12] ended \\(exit status 137; .*");
    assertThat(demo.ports().values()).allMatch(DemoLifecycleIT::isFree);

    demo.askFor(RunningDemo.CUSTOMERS + 300);
    demo.moveClock("+10d");
    demo.start();

    assertThat(demo.credentials()).isEqualTo(before);
    assertThat(Files.readAllLines(keys))
        .hasSize(1 + RunningDemo.CUSTOMERS + 300)
        .startsWith(keysBefore.toArray(String[]::new));
    Question question = new Question(key.text(), "rozetka", "kept");
    assertThat(edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(1), question).code()).isEqualTo("VALID");
    awaitAnswer("TRIAL_EXPIRED", onTrial);
    JsonNode ended =
        new Staff(demo.adminApi()).get("/subscriptions/" + trial.path("id").asString());
    assertThat(ended.path("status").asString()).isEqualTo("expired");
    assertThat(demo.output()).contains("  Clock    +10d from this machine's");
  }

  @Test
  void start_onAFolderInUse_isRefusedAndTheFirstGoesOn() throws Exception {
    RunningDemo second = RunningDemo.in(demo.folder()).launch();

    assertRefused(second, "another demo is running on " + demo.folder());
    Map<String, String> credentials = demo.credentials();
    assertThat(
            edge.ask(
                    CheckForm.GET_VERIFY,
                    demo.edgeUrl(2),
                    new Question(
                        credentials.get("DEMO_KEY"),
                        credentials.get("DEMO_CONNECTOR"),
                        credentials.get("DEMO_ACCOUNT")))
                .code())
        .isEqualTo("VALID");
  }

  @Test
  void start_portInUse_isRefusedByNumberAndNothingIsLeft() throws Exception {
    RunningDemo other = RunningDemo.in(folder.resolve("demo"));
    int port = Integer.parseInt(other.ports().get("EDGE_MANAGEMENT_PORT")) + 1;
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(taken.isBound()).isTrue();
      other.launch();

      assertRefused(
          other, "port " + port + " is in use; free it, or set EDGE_MANAGEMENT_PORT to another");
    }
    assertThat(other.folder().resolve("postgres")).doesNotExist();
  }

  @Test
  void start_dataFolderWithoutItsSigningKey_isRefused() throws Exception {
    Path data = Files.createDirectories(folder.resolve("demo/postgres"));
    Files.writeString(data.resolve("PG_VERSION"), "18\n");
    RunningDemo other = RunningDemo.in(folder.resolve("demo")).launch();

    assertRefused(other, "the demo's folder is damaged: ");
  }

  private static void assertRefused(RunningDemo refused, String reason) throws Exception {
    assertThat(refused.awaitEnd()).isEqualTo(1);
    List<String> output = refused.output();
    assertThat(output).last().asString().startsWith("demo: " + reason);
    assertThat(output).noneMatch(line -> line.startsWith("\tat "));
    assertThat(refused.process().children()).isEmpty();
  }

  /** Which has an account, and has begun today. */
  private JsonNode trialOfTheSampleData() throws Exception {
    return new Staff(demo.adminApi())
        .get("/subscriptions?filter%5Bq%5D=popescu&filter%5Bstatus%5D=trial")
        .path("data")
        .path(0);
  }

  private void awaitAnswer(String code, Question question) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (String edgeUrl : demo.edgeUrls()) {
      String last;
      do {
        last = edge.ask(CheckForm.GET_VERIFY, edgeUrl, question).code();
      } while (!last.equals(code) && System.nanoTime() < deadline);
      assertThat(last).as("at %s", edgeUrl).isEqualTo(code);
    }
  }

  private Staff.Key someKey() throws Exception {
    Staff staff = new Staff(demo.adminApi());
    String customer = staff.newCustomer();
    Staff.Key key = staff.newKey(customer);
    staff.pay(staff.subscribe(customer, "rozetka", Map.of("makeAccountId", "kept")));
    return key;
  }

  private static boolean isEdge(String[] arguments) {
    return String.join(" ", arguments).contains("license-edge");
  }

  private static boolean isFree(String port) {
    try (ServerSocket socket =
        new ServerSocket(Integer.parseInt(port), 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
