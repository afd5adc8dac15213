package com.bpmcentr.console.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleConfig;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
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
  private static final String ACCOUNT = "a-1";

  private final LicenseDatabase database = TestDatabases.create();
  private final Map<String, String> environment = ConsoleTestEnvironment.environment(database);
  private final ConsoleConfig config = ConsoleConfig.read(environment);
  private final Path keyring = config.keyring();

  @Test
  void ceremony_underLoad_refusesNobodyAndThenDoesWithoutTheOldKey() throws Exception {
    try (var edges = new Edges()) {
      List<Shop> shops = new ArrayList<>();
      try (LiveConsole console = LiveConsole.start(environment)) {
        for (int i = 0; i < CUSTOMERS; i++) {
          shops.add(Shop.with(console, "c" + i, ACCOUNT));
        }
        edges.start();
        edges.await(shops.getLast(), "VALID");
        edges.load(shops.subList(1, CUSTOMERS));
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
        shops.getFirst().revoke(console);
        edges.await(shops.getFirst(), "REVOKED");
        edges.askAllOnce(shops.subList(1, CUSTOMERS));
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

    void load(List<Shop> shops) {
      for (EdgeProcess edge : processes) {
        askers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      while (!stopped.get()) {
                        askAll(edge, shops);
                      }
                    }));
      }
    }

    void askAllOnce(List<Shop> shops) {
      processes.forEach(edge -> askAll(edge, shops));
    }

    private void askAll(EdgeProcess edge, List<Shop> shops) {
      for (Shop shop : shops) {
        String code = shop.code(edge, ACCOUNT);
        asked.incrementAndGet();
        if (!code.equals("VALID")) {
          refused.add(shop.name() + " " + code);
        }
      }
    }

    void await(Shop shop, String code) {
      for (EdgeProcess edge : processes) {
        LiveConsole.await(
            shop.name() + " to be " + code, () -> shop.code(edge, ACCOUNT).equals(code));
      }
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
