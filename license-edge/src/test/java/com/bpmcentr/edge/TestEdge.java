package com.bpmcentr.edge;

import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.FixedPollInterval;
import org.awaitility.pollinterval.IterativePollInterval;
import org.awaitility.pollinterval.PollInterval;

/**
 * A running edge, and the calls that tests make to it: a process of its own, or one within the
 * test's virtual machine where a test sets the clock.
 */
public abstract sealed class TestEdge implements AutoCloseable permits EdgeProcess, EdgeInTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern POSITION = Pattern.compile("\"position\":\"(\\d+)-(\\d+)\"");
  private static final Pattern ALARM =
      Pattern.compile("(?m)^edge_feed_alarms_total\\{alarm=\"([^\"]+)\"} (.+)$");

  /** A busy machine may take its time. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** At once, then ever less often: looking is work, for the edge and for this machine. */
  private static final PollInterval LOOKS =
      IterativePollInterval.iterative(
          pause -> pause.compareTo(Duration.ofMillis(32)) < 0 ? pause.multipliedBy(2) : pause,
          Duration.ofMillis(2));

  /** The port that checks are answered on. */
  public abstract int port();

  /** The port of health and metrics. */
  public abstract int operationsPort();

  /** What it has said so far, as far as that can be seen. */
  abstract String output();

  @Override
  public abstract void close();

  /** Waits until checks can be sent here. */
  public TestEdge awaitReady() {
    await("is ready", () -> health().statusCode() == 200);
    return this;
  }

  /** Waits until the position is proven. */
  public void awaitPosition(FeedPosition position) {
    await("is at " + position, () -> position().equals(position));
  }

  /** Waits until there has been this alarm. */
  public void awaitAlarm(String alarm) {
    await("has the alarm " + alarm, () -> alarms(alarm) > 0);
  }

  /** Waits until health names this state of the feed. */
  public void awaitFeed(String state) {
    await("feed is " + state, () -> health().body().contains("\"feed\":\"" + state + "\""));
  }

  /** Waits until a check is answered with this code. */
  public void awaitCode(String code, String key, String connector, String account) {
    await("answers " + code, () -> code(key, connector, account).equals(code));
  }

  /** Waits, and tells what the edge says of itself if it waits in vain. */
  public void await(String what, Callable<Boolean> condition) {
    await(what, LOOKS, condition);
  }

  /** The same of what takes seconds, and costs a connection to the database to look at. */
  public void awaitSeldom(String what, Callable<Boolean> condition) {
    await(what, new FixedPollInterval(Duration.ofMillis(250)), condition);
  }

  private void await(String what, PollInterval looks, Callable<Boolean> condition) {
    try {
      Awaitility.await(what).atMost(PATIENCE).pollInterval(looks).until(condition);
    } catch (ConditionTimeoutException | IllegalStateException e) {
      throw new AssertionError("not: " + what + "\n" + state(), e);
    }
  }

  private String state() {
    try {
      return health().body() + "\n" + output();
    } catch (IllegalStateException gone) {
      return "no answer\n" + output();
    }
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
    return metric("edge_feed_alarms_total{alarm=\"" + alarm + "\"}");
  }

  /** How often there has been each alarm. */
  public Map<String, Double> alarms() {
    return ALARM
        .matcher(getFromOperations("/metrics").body())
        .results()
        .collect(
            Collectors.toMap(found -> found.group(1), found -> Double.parseDouble(found.group(2))));
  }

  /** What the health page says now. */
  public HttpResponse<String> health() {
    return getFromOperations("/health/ready");
  }

  /** What the operations port answers. */
  public HttpResponse<String> getFromOperations(String path) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operationsPort() + path)).build());
  }

  /** The value of a metric, named with its tags as Prometheus is told. */
  public double metric(String series) {
    String text = getFromOperations("/metrics").body();
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + series + " in\n" + text));
  }

  /** The names of all series that Prometheus is told, with their tags. */
  public Set<String> series() {
    return getFromOperations("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** {@code GET /v1/verify} with a key. */
  public HttpResponse<String> verify(String key, String connector, String account) {
    return send(verifyRequest(key, connector, account));
  }

  public CompletableFuture<HttpResponse<String>> verifyLater(
      String key, String connector, String account) {
    return HTTP.sendAsync(
        verifyRequest(key, connector, account), HttpResponse.BodyHandlers.ofString());
  }

  /** The code of the answer to {@code GET /v1/verify}. */
  public String code(String key, String connector, String account) {
    return codeOf(verify(key, connector, account));
  }

  public static String codeOf(HttpResponse<String> response) {
    String body = response.body();
    int start = body.indexOf("\"code\":\"") + 8;
    return start < 8 ? body : body.substring(start, body.indexOf('"', start));
  }

  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private HttpRequest verifyRequest(String key, String connector, String account) {
    return HttpRequest.newBuilder(uri("/v1/verify?connector=" + connector + "&account=" + account))
        .header("Authorization", "Bearer " + key)
        .timeout(Duration.ofSeconds(20))
        .build();
  }
}
