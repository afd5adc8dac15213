package com.bpmcentr.console.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleConfig;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The ceremony as the operations guide has it, with two real edges that are asked all the while.
 */
class SigningKeyRotationIT {

  private static final int CUSTOMERS = 120;
  private static final String CHECK = "/v1/verify?connector=rozetka&account=a-";

  private final LicenseDatabase database = TestDatabases.create();
  private final Map<String, String> environment = ConsoleTestEnvironment.environment(database);
  private final ConsoleConfig config = ConsoleConfig.read(environment);
  private final Path keyring = config.keyring();

  @Test
  void ceremony_underLoad_refusesNobodyAndThenDoesWithoutTheOldKey() throws Exception {
    try (var edges = new Edges()) {
      List<String> keys = new ArrayList<>();
      List<String> subscriptions = new ArrayList<>();
      try (LiveConsole console = LiveConsole.start(environment)) {
        for (int i = 0; i < CUSTOMERS; i++) {
          newCustomer(console, i, keys, subscriptions);
        }
        edges.start();
        edges.awaitValid(keys.getLast(), CUSTOMERS - 1);
        edges.load(keys);
        assertThat(documents(console).get("k1")).isGreaterThanOrEqualTo(CUSTOMERS);
        createSigningKey();
      }

      try (LiveConsole console = LiveConsole.start(withSecondKey())) {
        assertThat(console.api().get("/signing-keys").text("active")).isEqualTo("k2");
        JsonNode job = console.make("/signing-keys/reissue", "{\"reason\":\"yearly\"}");
        JsonNode done = console.awaitJob(job.path("id").asString());
        assertThat(done.path("done").asLong())
            .isEqualTo(job.path("total").asLong())
            .isGreaterThanOrEqualTo(CUSTOMERS);
        console.awaitEverywhere(done.path("position").asString(), 2);
        assertThat(documents(console)).containsEntry("k1", 0L);

        Files.writeString(
            keyring, Files.readString(keyring).replaceFirst("\"active\"", "\"compromised\""));
        // An edge reads the keyring before it reads the feed: past this it trusts k1 no more.
        console.make(
            "/subscriptions/" + subscriptions.getFirst() + "/revoke", "{\"reason\":\"-\"}");
        edges.awaitRefused(keys.getFirst(), 0);
        edges.askAllOnce(keys);
      }
      edges.stopLoad();
      assertThat(edges.refused).isEmpty();
      assertThat(edges.asked.get()).isGreaterThan(2L * CUSTOMERS);
    }
  }

  /** Two edges, and who asks them: everything but what is to be revoked, over and over. */
  private final class Edges implements AutoCloseable {

    private final List<EdgeProcess> processes = new ArrayList<>();
    private final List<Thread> askers = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    final AtomicLong asked = new AtomicLong();
    final Queue<String> refused = new ConcurrentLinkedQueue<>();

    void start() {
      processes.add(EdgeProcess.start("edge-1", database, config));
      processes.add(EdgeProcess.start("edge-2", database, config));
    }

    void load(List<String> keys) {
      for (EdgeProcess edge : processes) {
        askers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      while (!stopped.get()) {
                        askAll(edge, keys);
                      }
                    }));
      }
    }

    void askAllOnce(List<String> keys) {
      processes.forEach(edge -> askAll(edge, keys));
    }

    private void askAll(EdgeProcess edge, List<String> keys) {
      for (int i = 1; i < keys.size(); i++) {
        JsonNode answer = edge.verify(CHECK + i, keys.get(i));
        asked.incrementAndGet();
        if (!isValid(answer)) {
          refused.add(answer.toString());
        }
      }
    }

    void awaitValid(String key, int account) {
      processes.forEach(
          edge ->
              LiveConsole.await(
                  "the edge to say VALID", () -> isValid(edge.verify(CHECK + account, key))));
    }

    void awaitRefused(String key, int account) {
      processes.forEach(
          edge ->
              LiveConsole.await(
                  "the edge to say REVOKED",
                  () ->
                      edge.verify(CHECK + account, key).path("code").asString().equals("REVOKED")));
    }

    void stopLoad() throws InterruptedException {
      stopped.set(true);
      for (Thread asker : askers) {
        asker.join();
      }
    }

    @Override
    public void close() throws InterruptedException {
      stopLoad();
      processes.forEach(EdgeProcess::close);
    }
  }

  private static boolean isValid(JsonNode answer) {
    return answer.path("code").asString().equals("VALID");
  }

  private static void newCustomer(
      LiveConsole console, int number, List<String> keys, List<String> subscriptions) {
    String customer =
        console
            .make(
                "/customers",
                """
                {"email":"c%d@shop.example","name":"Shop","country":"UA","locale":"uk"}
                """
                    .formatted(number))
            .path("id")
            .asString();
    subscriptions.add(
        console
            .make(
                "/subscriptions",
                """
                {"customerId":"%s","connectorId":"rozetka","interval":"month","makeAccountId":"a-%d"}
                """
                    .formatted(customer, number))
            .path("id")
            .asString());
    keys.add(
        console
            .make(
                "/customers/" + customer + "/api-keys",
                "{\"name\":\"Main\",\"environment\":\"prod\"}")
            .path("key")
            .asString());
  }

  private void createSigningKey() {
    ConsoleTestEnvironment.command(
        environment,
        "create-signing-key",
        "--key",
        secondKey().toString(),
        "--keyring",
        keyring.toString(),
        "--id",
        "k2");
  }

  private Path secondKey() {
    return config.signingKey().resolveSibling("signing-key-2.pem");
  }

  private Map<String, String> withSecondKey() {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put("CONSOLE_SIGNING_KEY", secondKey().toString());
    return changed;
  }

  private static Map<String, Long> documents(LiveConsole console) {
    Map<String, Long> documents = new HashMap<>();
    for (JsonNode key : console.api().get("/signing-keys").json().path("keys")) {
      documents.put(key.path("id").asString(), key.path("documents").asLong());
    }
    return documents;
  }
}
