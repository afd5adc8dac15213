package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SubjectDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the cache with which the program starts quickly (JEP 483, 514 and 515): the build's package
 * step runs the finished program once, on a real database with a small set and a little of every
 * kind of load, and lets the virtual machine write down which classes that took and how they were
 * used. The argument file names the cache only when there is one.
 *
 * <p>Where it cannot be made, the build says so and goes on: the cache decides nothing but how soon
 * the program is there. One that was made from the same is kept.
 */
public final class StartTraining {

  private static final String OPTION = "-XX:AOTCache=";

  private static final int CUSTOMERS = 100;
  private static final int ROUNDS = 50;
  private static final int PATIENCE_SECONDS = 60;

  /** For all of it; a build takes 15. */
  private static final int DEADLINE_SECONDS = 180;

  private static final Pattern PORTS =
      Pattern.compile("answers on 127\\.0\\.0\\.1:(\\d+), operations on 127\\.0\\.0\\.1:(\\d+)");

  private final Path arguments;
  private final Path jar;
  private final Path cache;

  /** What the cache was made from. */
  private final Path origin;

  private final HttpClient http = HttpClient.newHttpClient();

  private StartTraining(Path target) {
    arguments = target.resolve("edge.args");
    jar = target.resolve("license-edge.jar");
    cache = target.resolve("license-edge.aot");
    origin = target.resolve("license-edge.aot.origin");
  }

  /** Makes the cache beside the built program, in the folder given. */
  public static void main(String[] folder) throws InterruptedException {
    StartTraining training = new StartTraining(Path.of(folder[0]).toAbsolutePath());
    try {
      training.run();
    } catch (IOException | TimeoutException | RuntimeException e) {
      System.out.println("No AOT cache for the edge, it will start slower: " + e);
    }
  }

  private void run() throws IOException, InterruptedException, TimeoutException {
    List<String> plain =
        Files.readAllLines(arguments).stream().filter(line -> !line.startsWith(OPTION)).toList();
    Files.write(arguments, plain);
    // a cache fits a jar of one time only, whatever is in it
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    String made = origin(plain);
    if (!Files.exists(cache) || !Files.exists(origin) || !Files.readString(origin).equals(made)) {
      Files.deleteIfExists(cache);
      train();
      Files.writeString(origin, made);
    }
    Files.writeString(
        arguments,
        OPTION + "\"" + cache.toString().replace("\\", "\\\\") + "\"\n",
        StandardOpenOption.APPEND);
  }

  /** The program and all that it was run with. */
  private String origin(List<String> plain) throws IOException {
    return String.join(
        "\n",
        Hash.sha256(Files.readAllBytes(jar)).toString(),
        System.getProperty("java.home"),
        System.getProperty("java.vm.version"),
        String.join(" ", plain));
  }

  private void train() throws IOException, InterruptedException, TimeoutException {
    try (TestWorld world = new TestWorld()) {
      world.publisher().publish(documents());
      Process program = start(world);
      // its output then ends, and it answers no more: whatever is waited for fails
      CompletableFuture.delayedExecutor(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .execute(program::destroyForcibly);
      try {
        load(program);
        if (!program.supportsNormalTermination()) {
          throw new IOException("this system ends programs without letting them write it");
        }
        program.toHandle().destroy();
        drain(program);
      } finally {
        program.destroyForcibly();
      }
    }
    if (!Files.exists(cache)) {
      throw new IOException("this Java writes none");
    }
  }

  private static SubjectDocument[] documents() {
    Stream<SubjectDocument> connector =
        Stream.of(Documents.connector("rozetka", Category.STANDARD));
    Stream<SubjectDocument> customers =
        Stream.iterate(0, i -> i + 1).limit(CUSTOMERS).map(i -> customer(String.valueOf(i)));
    return Stream.concat(connector, customers).toArray(SubjectDocument[]::new);
  }

  private static SubjectDocument customer(String name) {
    return Documents.license(
        name,
        1,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(Documents.grant("grant-" + name, "rozetka", "1")));
  }

  private Process start(TestWorld world) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + arguments);
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("EDGE_"));
    builder.environment().putAll(world.environment("training", world.databaseUrl()));
    return builder.start();
  }

  private void load(Process program) throws IOException, InterruptedException {
    Matcher ports = ports(program.inputReader(UTF_8));
    String checks = "http://127.0.0.1:" + ports.group(1);
    String operations = "http://127.0.0.1:" + ports.group(2);
    while (get(operations + "/health/ready", "none") != 200) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < ROUNDS; i++) {
      String key = "bpm_prod_" + i % CUSTOMERS;
      get(checks + "/v1/verify?connector=rozetka&account=1", key);
      get(checks + "/v1/verify?connector=rozetka&account=2&lang=uk", key);
      get(checks + "/v1/verify?connector=rozetka&account=1", key + "-of-nobody");
      get(checks + "/v1/verify?connector=bpm-test&account=1", "bpm_test_magic_valid");
      get(checks + "/v1/verify?connector=rozetka", key);
      get(checks + "/v1/subscription/check?connector=rozetka&accountId=1", key);
      post(checks + "/v1/verify", "{\"connector\":\"rozetka\",\"account\":\"1\"}", key);
    }
    get(operations + "/metrics", "none");
  }

  private static Matcher ports(BufferedReader output) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ports = PORTS.matcher(line);
      if (ports.find()) {
        return ports;
      }
      said.add(line);
    }
    throw new IOException("the program did not start: " + said);
  }

  private int get(String url, String key) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)), key);
  }

  private void post(String url, String body, String key) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body)),
        key);
  }

  private int send(HttpRequest.Builder request, String key)
      throws IOException, InterruptedException {
    return http.send(
            request.header("Authorization", "Bearer " + key).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Reads on until the program, and what it started to write the cache, has ended. */
  private static void drain(Process program)
      throws IOException, InterruptedException, TimeoutException {
    program.inputReader(UTF_8).transferTo(Writer.nullWriter());
    if (!program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("the program did not end");
    }
  }
}
