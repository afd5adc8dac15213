package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The launcher in a process of its own, as {@code ./mvnw -Pdemo} runs it, with two edges. */
final class RunningDemo {
  static final int EDGES = 2;
  static final int CUSTOMERS = 2_000;
  private static final int PATIENCE_SECONDS = 240;
  private static final String PROCESSES = "processes";

  private final Path folder;
  private final Map<String, String> ports;
  private int customers = CUSTOMERS;
  private String clock = "";
  private Process process;
  private List<String> output;
  private CompletableFuture<Boolean> ready;
  private Thread reader;

  private RunningDemo(Path folder, Map<String, String> ports) {
    this.folder = folder;
    this.ports = ports;
  }

  /** On ports that were free a moment ago, all in a row. */
  static RunningDemo in(Path folder) throws IOException {
    int edge = freePorts(2 * EDGES + 2);
    int management = edge + EDGES;
    int console = management + EDGES;
    return new RunningDemo(
        folder,
        Map.of(
            "CONSOLE_PORT", Integer.toString(console),
            "EDGE_PORT", Integer.toString(edge),
            "EDGE_MANAGEMENT_PORT", Integer.toString(management),
            "DEMO_DATABASE_PORT", Integer.toString(console + 1)));
  }

  Path folder() {
    return folder;
  }

  Map<String, String> ports() {
    return ports;
  }

  Process process() {
    return process;
  }

  /** How many generated customers the next start asks for. */
  void askFor(int moreCustomers) {
    customers = moreCustomers;
  }

  /** How far ahead the next start is to be; from then on all tests see that time. */
  void moveClock(String ahead) {
    clock = ahead;
  }

  /** What the launcher has printed so far. */
  List<String> output() {
    return List.copyOf(output);
  }

  /** Starts it without waiting. */
  RunningDemo launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Ddemo.edges=" + EDGES,
                "-Ddemo.customers=" + customers,
                "-Ddemo.clock=" + clock,
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                projectFolder().toString())
            .redirectErrorStream(true);
    builder.environment().putAll(ports);
    builder.environment().put("DEMO_DIR", folder.toString());
    // What runs for a minute is not worth the thorough compiler, which would take a core of two.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    process = builder.start();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Boolean> sawReady = new CompletableFuture<>();
    // not a virtual thread, whose carrier would wait for the pipe with it
    reader = Thread.ofPlatform().daemon().start(() -> read(process, lines, sawReady));
    output = lines;
    ready = sawReady;
    return this;
  }

  RunningDemo start() throws Exception {
    launch();
    assertThat(ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("the demo becomes ready: %s", output)
        .isTrue();
    return this;
  }

  /**
   * Kills it once there is a line that begins so; what comes after it may have happened already.
   */
  void killAt(String beginning) throws Exception {
    awaitLine(beginning);
    process.destroyForcibly();
    awaitEnd();
  }

  /** Kills it once it has written down that it has started that program, which goes on alone. */
  void killOnceItHasStarted(String program) throws Exception {
    Path processes = folder.resolve(PROCESSES);
    await(
        program + " started",
        () -> Files.exists(processes) && Files.readString(processes).endsWith(program + "\n"));
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitLine(String beginning) throws Exception {
    await(beginning, () -> output().stream().anyMatch(line -> line.startsWith(beginning)));
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("%s: %s", what, output).isLessThan(deadline);
      assertThat(process.isAlive()).as("%s: %s", what, output).isTrue();
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  /** The exit status once it has ended by itself. */
  int awaitEnd() throws Exception {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    reader.join();
    return process.exitValue();
  }

  /** SIGTERM, and what it then says of its end. */
  int stop() throws Exception {
    // Not the process's own destroy, which would close its output as well.
    process.toHandle().destroy();
    return awaitEnd();
  }

  Map<String, String> credentials() throws IOException {
    return EnvironmentFile.read(folder.resolve("credentials.env"));
  }

  AdminApi adminApi() throws IOException {
    Map<String, String> credentials = credentials();
    return new AdminApi(credentials.get("CONSOLE_URL"), credentials.get("API_TOKEN"));
  }

  String edgeUrl(int number) {
    return "http://127.0.0.1:" + (Integer.parseInt(ports.get("EDGE_PORT")) + number - 1);
  }

  List<String> edgeUrls() {
    return List.of(edgeUrl(1), edgeUrl(2));
  }

  static Path projectFolder() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("mvnw")) ? here : here.getParent();
  }

  private static void read(
      Process process, List<String> lines, CompletableFuture<Boolean> sawReady) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (line.equals("READY")) {
          sawReady.complete(true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sawReady.complete(false);
    }
  }

  /**
   * Below the range from which systems give ports to whoever asks for any: a demo takes its time to
   * start, and on a busy machine somebody's connection had one of them by then.
   */
  private static int freePorts(int count) throws IOException {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      List<ServerSocket> sockets = new ArrayList<>();
      try {
        for (int next = 0; next < count; next++) {
          sockets.add(new ServerSocket(first + next, 1, InetAddress.ofLiteral("127.0.0.1")));
        }
        return first;
      } catch (IOException e) {
        // One of them is taken: another place.
      } finally {
        for (ServerSocket socket : sockets) {
          socket.close();
        }
      }
    }
  }
}
