package com.bpmcentr.console.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.publishing.PublishingConsole;
import com.bpmcentr.console.publishing.UnusableKeyException;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Both ceremonies as the operations guide has them, the signing key's and the pepper's, with two
 * real edges that are asked all the while; an edge that is left with its folder after that; then a
 * signing key that is stolen before another has signed anything.
 */
class RotationIT {

  /** More than what the job issues at once. */
  private static final int CUSTOMERS = 110;

  private static final int ASKED = 8;
  private static final String ACCOUNT = "a-1";
  private static final int PEPPER_BYTES = 32;

  private final LicenseDatabase database = TestDatabases.create();
  private final Map<String, String> environment = ConsoleTestEnvironment.environment(database);
  private final ConsoleConfig config = ConsoleConfig.read(environment);

  @Test
  void ceremonies_underLoad_refuseNobodyAndThenDoWithoutTheOldKeys() throws Exception {
    try (var edges = new Edges()) {
      List<Shop> shops = new ArrayList<>();
      Shop leftOut;
      try (LiveConsole console = LiveConsole.start(environment)) {
        importCustomers(console);
        for (int i = 0; i <= ASKED; i++) {
          shops.add(Shop.with(console, "c" + i, ACCOUNT));
        }
        leftOut = Shop.with(console, "left-out", ACCOUNT);
        edges.start();
        edges.await(leftOut, "VALID");
        edges.load(shops.subList(1, shops.size()));
        assertThat(documents(console).get("k1")).isGreaterThanOrEqualTo(CUSTOMERS);
      }
      createSigningKey("k2");
      addPepper("p2");
      edges.restartOneByOne(shops.getLast());
      activatePepper("p2");

      List<Shop> rotated;
      try (LiveConsole console = LiveConsole.start(signingWith("k2"))) {
        assertThat(console.api().get("/signing-keys").text("active")).isEqualTo("k2");
        assertThat(keysByPepper(console)).containsEntry("p1", ASKED + 2L).containsEntry("p2", 0L);
        rotated = rotateAll(console, shops.subList(1, shops.size()));
        edges.await(rotated.getLast(), "VALID");
        edges.load(rotated);

        reissueAllBut(leftOut, console);
        retireAndGoOn(console, edges, shops, leftOut);
        edges.askAllOnce(rotated);

        List<Path> basesBefore = edges.newestSnapshots();
        mark("k1", "compromised");
        edges.await(leftOut, "UNDECIDED");
        edges.askAllOnce(shops.subList(1, shops.size()));
        edges.askAllOnce(rotated);

        LiveConsole.await(
            "what is on the disks to rest on k2",
            () -> edges.newestSnapshots().stream().noneMatch(basesBefore::contains));
        edges.restartWithoutDatabase(rotated.getLast());
        edges.await(leftOut, "UNDECIDED");
        edges.askAllOnce(rotated);

        edges.load(List.of());
        shops.subList(1, shops.size()).forEach(shop -> shop.revokeKey(console));
        // Two are forgotten: those of the shop that was left out, and of the one that was revoked.
        assertThat(keysByPepper(console)).containsEntry("p1", 2L).containsEntry("p2", (long) ASKED);
        edges.load(rotated);
      }
      removePepper("p1");
      edges.restartOneByOne(rotated.getLast());
      edges.askAllOnce(rotated);
      edges.stopLoad();
      assertThat(edges.refused).isEmpty();
      assertThat(edges.asked.get()).isGreaterThan(4L * ASKED);

      createSigningKey("k3");
      mark("k2", "compromised");
      // What only a stolen key vouches for is answered by nobody.
      edges.await(rotated.getLast(), "UNDECIDED");
      try (LiveConsole console = LiveConsole.start(signingWith("k3"))) {
        PepperWatch peppers = console.part(PepperWatch.class);
        peppers.look();
        assertThat(alarms(console))
            .extracting(PublishingAlarm::kind, PublishingAlarm::detail)
            .containsExactly(tuple(Kind.PEPPER_MISSING, "p1"));
        shops.getFirst().revokeKey(console);
        leftOut.revokeKey(console);
        peppers.look();
        assertThat(alarms(console)).isEmpty();

        reissueWithARowThatSaysTheNewKeySignedIt(console);
        repairMoreThanOneTransactionDoes(console);
        for (Shop shop : rotated) {
          edges.await(shop, "VALID");
        }
      }
    }
  }

  /**
   * The order in which it ends: what k1 signed before counts on, over an edge's restart too, and
   * nothing that it signs from then on.
   */
  private void retireAndGoOn(LiveConsole console, Edges edges, List<Shop> shops, Shop leftOut)
      throws IOException {
    retire("k1", Instant.now());
    assertThatThrownBy(() -> PublishingConsole.open(config))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("k1 is not active");
    // An edge reads the keyring before it reads the feed: past this it knows that k1 has retired.
    shops.getFirst().revoke(console);
    edges.await(shops.getFirst(), "REVOKED");
    edges.restart(0, leftOut);
    edges.await(leftOut, "VALID");
    edges.askAllOnce(shops.subList(1, shops.size()));
    edges.requireNoAlarm("signature_refused", "checkpoint_refused", "document_refused");

    // As if it had signed what it was left with after it had retired.
    retire("k1", Instant.EPOCH);
    edges.awaitAlarm("signature_refused");
    edges.await(leftOut, "VALID");
  }

  /**
   * The job does not end while a license is said to be of the new key and is not; so somebody ends
   * it, and that one is left out.
   */
  private void reissueAllBut(Shop leftOut, LiveConsole console) throws SQLException {
    sayWhoSigned(leftOut, "k2");
    String id =
        console.make("/signing-keys/reissue", "{\"reason\":\"yearly\"}").path("id").asString();
    LiveConsole.await(
        "the others are issued again",
        () -> {
          JsonNode job = console.api().get("/jobs/" + id).json();
          return job.path("done").asLong() == job.path("total").asLong();
        });
    awaitRowThatDiffers(console);
    JsonNode job = console.api().get("/jobs/" + id).json();
    assertThat(job.path("state").asString()).isNotEqualTo("done");
    assertThat(job.path("total").asLong()).isGreaterThanOrEqualTo(CUSTOMERS);
    assertThat(
            JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
                .sql(
                    "update job set state = 'failed', error = 'job.error.console-failed',"
                        + " ended_at = now() where id = ?")
                .param(UUID.fromString(id))
                .update())
        .isOne();
    sayWhoSigned(leftOut, "k1");
    console.awaitEverywhere(job.path("position").asString(), 2);
  }

  private static void awaitRowThatDiffers(LiveConsole console) {
    LiveConsole.await(
        "a row is found that is not what was published",
        () -> alarms(console).stream().anyMatch(alarm -> alarm.kind() == Kind.ROW_DIFFERS));
  }

  /** A license that another key is said to have signed is passed over when all is issued again. */
  private void sayWhoSigned(Shop shop, String keyId) throws SQLException {
    try (Connection connection = database.connect(DatabaseRole.OWNER);
        PreparedStatement statement =
            connection.prepareStatement(
                "update license_current set key_id = ? where subject = 'customer:' || ?")) {
      statement.setString(1, keyId);
      statement.setString(2, shop.customer());
      assertThat(statement.executeUpdate()).isOne();
    }
  }

  private static List<PublishingAlarm> alarms(LiveConsole console) {
    return console.part(PublishingAlarms.class).active();
  }

  /** Told by its rows alone, the job would leave that customer with what the stolen key signed. */
  private void reissueWithARowThatSaysTheNewKeySignedIt(LiveConsole console) {
    assertThat(
            JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
                .sql(
                    """
                    update license_current set key_id = 'k3'
                     where subject = (select max(subject) from license_current where key_id = 'k2')
                    """)
                .update())
        .isOne();
    String job =
        console.make("/signing-keys/reissue", "{\"reason\":\"stolen\"}").path("id").asString();
    awaitRowThatDiffers(console);
    JsonNode repaired = console.make("/feed/repair", "{\"reason\":\"relabelled\"}");
    assertThat(repaired.path("reissued")).hasSize(1);
    console.awaitJob(job);
    assertThat(alarms(console)).isEmpty();
    assertThat(documents(console)).containsEntry("k2", 0L);
  }

  /** A job does it, and each is issued again once. */
  private void repairMoreThanOneTransactionDoes(LiveConsole console) {
    JdbcClient owner = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    String imported =
        " where subject in"
            + " (select 'customer:' || id from customer where email like 'i%@shop.example')";
    assertThat(owner.sql("delete from license_current" + imported).update()).isEqualTo(CUSTOMERS);
    owner.sql("delete from feed_entry" + imported).update();
    String left = setBackOne(owner);

    JsonNode repair = console.make("/feed/repair", "{\"reason\":\"deleted\"}");
    assertThat(repair.path("differing").asInt()).isEqualTo(CUSTOMERS);
    assertThat(repair.path("reissued")).as("of many the first are named").hasSize(100);
    JsonNode job = console.awaitJob(repair.path("job").asString());

    assertThat(job.path("kind").asString()).isEqualTo("repair");
    assertThat(job.path("done").asLong()).isEqualTo(CUSTOMERS - 1);
    assertThat(job.path("refused").asLong()).isEqualTo(1);
    assertThat(job.path("left")).hasSize(1);
    assertThat(job.path("left").get(0).asString()).isEqualTo("customer:" + left);
    assertThat(console.api().get("/audit?filter%5Boperation%5D=job.repair").json().toString())
        .contains("customer:" + left);
    assertThat(alarms(console)).hasSize(1);
    setVersion(owner, left, 10);
    JsonNode rest = console.make("/feed/repair", "{\"reason\":\"its row is right again\"}");
    assertThat(rest.path("reissued")).hasSize(1);
    assertThat(alarms(console)).isEmpty();
    for (String table : List.of("license_current", "feed_entry")) {
      assertThat(owner.sql("select count(*) from " + table + imported).query(Long.class).single())
          .isEqualTo(CUSTOMERS);
    }
  }

  /** Of that customer edges would refuse what would be issued next. */
  private static String setBackOne(JdbcClient owner) {
    String customer =
        owner
            .sql("select id::text from customer where email = 'i7@shop.example'")
            .query(String.class)
            .single();
    setVersion(owner, customer, 0);
    return customer;
  }

  private static void setVersion(JdbcClient owner, String customer, int version) {
    owner
        .sql("update customer set license_version = :version where id = :id::uuid")
        .param("version", version)
        .param("id", customer)
        .update();
  }

  /** Each with a key in the place of its own, which goes on for a day. */
  private static List<Shop> rotateAll(LiveConsole console, List<Shop> shops) {
    List<Shop> rotated = new ArrayList<>();
    for (Shop shop : shops) {
      JsonNode key =
          console.make("/api-keys/" + shop.keyId() + "/rotate", "{\"overlapSeconds\":86400}");
      rotated.add(
          new Shop(
              shop.name() + " rotated",
              shop.customer(),
              shop.subscription(),
              key.path("id").asString(),
              key.path("key").asString()));
    }
    return rotated;
  }

  private static void importCustomers(LiveConsole console) {
    var lines = new StringBuilder();
    for (int i = 0; i < CUSTOMERS; i++) {
      lines.append(
          """
          {"externalId":"i%d","email":"i%d@shop.example","name":"I","country":"UA","locale":"uk"}
          """
              .formatted(i, i));
    }
    ApiClient.Response started =
        console.api().post("/imports", lines.toString(), "Content-Type", "application/x-ndjson");
    LiveConsole.await(
        "the import",
        () -> console.api().get("/imports/" + started.text("id")).text("state").equals("done"));
  }

  private static Map<String, Long> documents(LiveConsole console) {
    return numbers(console, "keys", "documents");
  }

  private static Map<String, Long> keysByPepper(LiveConsole console) {
    return numbers(console, "peppers", "apiKeys");
  }

  private static Map<String, Long> numbers(LiveConsole console, String list, String field) {
    Map<String, Long> numbers = new HashMap<>();
    for (JsonNode each : console.api().get("/signing-keys").json().path(list)) {
      numbers.put(each.path("id").asString(), each.path(field).asLong());
    }
    return numbers;
  }

  private void createSigningKey(String id) {
    ConsoleTestEnvironment.createSigningKey(environment, keyFile(id), id);
  }

  private Path keyFile(String id) {
    return config.signingKey().resolveSibling(id + ".pem");
  }

  private Map<String, String> signingWith(String id) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put("CONSOLE_SIGNING_KEY", keyFile(id).toString());
    return changed;
  }

  private void mark(String id, String status) throws IOException {
    ObjectNode keyring = read(config.keyring());
    for (JsonNode key : keyring.path("keys")) {
      if (key.path("id").asString().equals(id)) {
        ((ObjectNode) key).put("status", status);
      }
    }
    write(config.keyring(), keyring);
  }

  private void retire(String id, Instant at) throws IOException {
    ObjectNode keyring = read(config.keyring());
    for (JsonNode key : keyring.path("keys")) {
      if (key.path("id").asString().equals(id)) {
        ((ObjectNode) key).put("status", "retired").put("retiredAt", at.toString());
      }
    }
    write(config.keyring(), keyring);
  }

  private void addPepper(String id) throws IOException {
    byte[] secret = new byte[PEPPER_BYTES];
    new SecureRandom().nextBytes(secret);
    ObjectNode file = read(config.peppers());
    ((ArrayNode) file.path("peppers"))
        .addObject()
        .put("id", id)
        .put("secret", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    write(config.peppers(), file);
  }

  private void activatePepper(String id) throws IOException {
    write(config.peppers(), read(config.peppers()).put("active", id));
  }

  private void removePepper(String id) throws IOException {
    ObjectNode file = read(config.peppers());
    ((ArrayNode) file.path("peppers")).removeIf(each -> each.path("id").asString().equals(id));
    write(config.peppers(), file);
  }

  private static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) ApiClient.JSON.readTree(Files.readAllBytes(file));
  }

  /** At once, as whoever distributes files does: an edge may look at any moment. */
  private static void write(Path file, ObjectNode json) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, ApiClient.JSON.writeValueAsBytes(json));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Two edges behind what a balancer does: whoever asks has an edge of his own, and goes to the
   * other one when that does not answer.
   */
  private final class Edges implements AutoCloseable {

    private final AtomicReferenceArray<EdgeProcess> processes = new AtomicReferenceArray<>(2);
    private final ScheduledExecutorService askers = Executors.newScheduledThreadPool(2);
    private boolean asking;
    private volatile List<Shop> shops = List.of();
    private final AtomicIntegerArray rounds = new AtomicIntegerArray(2);
    final AtomicLong asked = new AtomicLong();
    final Queue<String> refused = new ConcurrentLinkedQueue<>();

    void start() {
      for (int i = 0; i < processes.length(); i++) {
        processes.set(i, edge(i));
      }
    }

    private EdgeProcess edge(int number) {
      return EdgeProcess.start("edge-" + number, database, config);
    }

    /** Has these asked for from now on, and no others; returns when each has been. */
    void load(List<Shop> next) {
      shops = next;
      for (int i = 0; i < processes.length(); i++) {
        int own = i;
        if (!asking) {
          // about 200 checks a second, not as many as the machine can
          askers.scheduleWithFixedDelay(() -> ask(own), 0, 80, TimeUnit.MILLISECONDS);
        }
        // The round in hand may still be one of those before.
        int enough = rounds.get(own) + 2;
        LiveConsole.await("the checks", () -> rounds.get(own) >= enough);
      }
      asking = true;
    }

    private void ask(int own) {
      askAll(own, shops);
      rounds.incrementAndGet(own);
    }

    void askAllOnce(List<Shop> shops) {
      for (int i = 0; i < processes.length(); i++) {
        askAll(i, shops);
      }
    }

    private void askAll(int own, List<Shop> shops) {
      for (Shop shop : shops) {
        String code = code(own, shop);
        asked.incrementAndGet();
        if (!code.equals("VALID")) {
          refused.add(shop.name() + " " + code);
        }
      }
    }

    private String code(int own, Shop shop) {
      try {
        return shop.code(processes.get(own), ACCOUNT);
      } catch (UncheckedIOException e) {
        try {
          return shop.code(processes.get(1 - own), ACCOUNT);
        } catch (UncheckedIOException nobody) {
          return "answered by nobody";
        }
      }
    }

    void await(Shop shop, String code) {
      for (int i = 0; i < processes.length(); i++) {
        await(processes.get(i), shop, code);
      }
    }

    private void await(EdgeProcess edge, Shop shop, String code) {
      LiveConsole.await(
          shop.name() + " to be " + code, () -> shop.code(edge, ACCOUNT).equals(code));
    }

    void requireNoAlarm(String... alarms) {
      for (int i = 0; i < processes.length(); i++) {
        for (String alarm : alarms) {
          assertThat(processes.get(i).alarms(alarm)).as(alarm + " of edge-" + i).isZero();
        }
      }
    }

    void awaitAlarm(String alarm) {
      for (int i = 0; i < processes.length(); i++) {
        EdgeProcess edge = processes.get(i);
        LiveConsole.await(alarm + " of edge-" + i, () -> edge.alarms(alarm) > 0);
      }
    }

    /** The next one stops when the one before is asked again. */
    void restartOneByOne(Shop valid) {
      for (int i = 0; i < processes.length(); i++) {
        restart(i, valid);
      }
    }

    void restart(int number, Shop valid) {
      processes.get(number).close();
      EdgeProcess next = edge(number);
      await(next, valid, "VALID");
      processes.set(number, next);
    }

    /** One after the other is left with what is on its disk. */
    void restartWithoutDatabase(Shop valid) {
      for (int i = 0; i < processes.length(); i++) {
        processes.get(i).close();
        EdgeProcess next = EdgeProcess.startWithoutDatabase("edge-" + i, config);
        await(next, valid, "VALID");
        processes.set(i, next);
      }
    }

    /** The newest snapshot of each. */
    List<Path> newestSnapshots() {
      List<Path> newest = new ArrayList<>();
      for (int i = 0; i < processes.length(); i++) {
        try (Stream<Path> files = Files.list(EdgeProcess.snapshotFolder("edge-" + i, config))) {
          files
              .filter(file -> file.getFileName().toString().matches("snapshot-[0-9]+"))
              .max(Comparator.naturalOrder())
              .ifPresent(newest::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return newest;
    }

    void stopLoad() throws InterruptedException {
      askers.shutdown();
      assertThat(askers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Override
    public void close() throws InterruptedException {
      stopLoad();
      for (int i = 0; i < processes.length(); i++) {
        EdgeProcess process = processes.get(i);
        if (process != null) {
          process.close();
        }
      }
    }
  }
}
