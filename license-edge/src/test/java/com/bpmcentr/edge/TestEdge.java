package com.bpmcentr.edge;

import static org.awaitility.Awaitility.await;

import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A running edge, and the calls that tests make to it. */
public final class TestEdge implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final LicenseEdge edge;

  TestEdge(LicenseEdge edge) {
    this.edge = edge;
  }

  public int port() {
    return edge.publicPort();
  }

  public int operationsPort() {
    return edge.operationsPort();
  }

  /** Waits until checks can be sent here. */
  public TestEdge awaitReady() {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> health().statusCode() == 200);
    return this;
  }

  /** Waits until the position is proven. */
  public void awaitPosition(FeedPosition position) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> health().body().contains("\"position\":\"" + position + "\""));
  }

  /** Waits until there has been this alarm. */
  public void awaitAlarm(String alarm) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> alarms(alarm) > 0);
  }

  public double alarms(String alarm) {
    return metric("edge_feed_alarms_total{alarm=\"" + alarm + "\"}");
  }

  public HttpResponse<String> health() {
    return getFromOperations("/health/ready");
  }

  /** What the operations port answers. */
  public HttpResponse<String> getFromOperations(String path) {
    return send(HttpRequest.newBuilder(operations(path)).build());
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

  /** Waits until a check is answered with this code. */
  public void awaitCode(String code, String key, String connector, String account) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> code(key, connector, account).equals(code));
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
    return URI.create("http://127.0.0.1:" + edge.publicPort() + path);
  }

  private HttpRequest verifyRequest(String key, String connector, String account) {
    return HttpRequest.newBuilder(uri("/v1/verify?connector=" + connector + "&account=" + account))
        .header("Authorization", "Bearer " + key)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private URI operations(String path) {
    return URI.create("http://127.0.0.1:" + edge.operationsPort() + path);
  }

  @Override
  public void close() {
    edge.close();
  }
}
