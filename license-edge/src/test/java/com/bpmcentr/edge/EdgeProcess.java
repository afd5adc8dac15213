package com.bpmcentr.edge;

import com.bpmcentr.license.FeedPosition;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An edge as a process of its own, which can be killed. */
public final class EdgeProcess implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern PORTS =
      Pattern.compile("answers on [0-9.]+:(\\d+), operations on [0-9.]+:(\\d+)");
  private static final Pattern POSITION = Pattern.compile("\"position\":\"(\\d+)-(\\d+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<int[]> ports = new CompletableFuture<>();

  private EdgeProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  /** The supported way: the jar with the build's argument file. */
  public static EdgeProcess start(Map<String, String> settings, Path folder) throws IOException {
    return new EdgeProcess(EdgeProgram.start(folder, settings, EdgeProgram.jar()));
  }

  /** The supported way, with no file of the process's growing beyond so many KiB. */
  public static EdgeProcess startWithFileLimit(
      Map<String, String> settings, Path folder, int kibibytes) throws IOException {
    // POSIX counts in 512 bytes, whichever shell this is
    List<String> limited =
        List.of("sh", "-c", "ulimit -f " + 2 * kibibytes + " && exec \"$@\"", "limited");
    return new EdgeProcess(EdgeProgram.start(limited, folder, settings, EdgeProgram.jar()));
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        Matcher found = PORTS.matcher(line);
        if (found.find()) {
          ports.complete(
              new int[] {Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))});
        }
      }
    } catch (IOException killed) {
      // what it had said by then is kept
    }
    ports.completeExceptionally(new IllegalStateException("the edge has ended:\n" + output()));
  }

  /** All that it has said. */
  public String output() {
    return String.join("\n", output);
  }

  /** The port that checks are answered on; waits until it is open. */
  public int port() {
    return ports()[0];
  }

  private int[] ports() {
    try {
      return ports.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError("the edge does not start:\n" + output(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether it has ended by itself within that time. */
  public boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Asks it to stop (SIGTERM). */
  public void terminate() {
    // unlike the process's own destroy(), this leaves its output to be read
    process.toHandle().destroy();
  }

  /** Its status, after its end. */
  public int exitValue() {
    return process.exitValue();
  }

  /** Whether a load balancer would send it anything. */
  public boolean isReady() {
    try {
      return health().statusCode() == 200;
    } catch (IllegalStateException nobodyListens) {
      return false;
    }
  }

  /** {@code kill -9}; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** What the health page says now. */
  public HttpResponse<String> health() {
    return get(ports()[1], "/health/ready", "none");
  }

  /** The position that it has proven; the very beginning when there is none. */
  public FeedPosition position() {
    Matcher found = POSITION.matcher(health().body());
    return found.find()
        ? new FeedPosition(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)))
        : new FeedPosition(1, 0);
  }

  /** How often there has been this alarm. */
  public double alarms(String alarm) {
    String series = "edge_feed_alarms_total{alarm=\"" + alarm + "\"} ";
    return get(ports()[1], "/metrics", "none")
        .body()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  /** The answer to {@code GET /v1/verify}. */
  public HttpResponse<String> verify(String key, String connector, String account) {
    return get(port(), "/v1/verify?connector=" + connector + "&account=" + account, key);
  }

  /** The code of the answer to {@code GET /v1/verify}. */
  public String code(String key, String connector, String account) {
    return TestEdge.codeOf(verify(key, connector, account));
  }

  private static HttpResponse<String> get(int port, String path, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + key)
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  @Override
  public void close() {
    kill();
  }
}
