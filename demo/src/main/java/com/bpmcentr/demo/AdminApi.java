package com.bpmcentr.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console's admin API, as far as the demo calls it. */
final class AdminApi {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_FOR_LINES = Duration.ofHours(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String baseUrl;
  private final String token;

  AdminApi(String consoleUrl, String token) {
    this.baseUrl = consoleUrl + "/api/v1";
    this.token = token;
  }

  /**
   * @param position the feed position of what the call has published; empty if it published nothing
   * @param body an empty object if the answer has none
   */
  record Answer(int status, String position, JsonNode body) {
    boolean succeeded() {
      return status / 100 == 2;
    }

    String reason() {
      String detail = body.path("detail").asString("");
      return status + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  Answer get(String path) throws IOException {
    return send(request(path).GET());
  }

  /** The same idempotency key gets the same answer again, however often it is sent. */
  Answer post(String path, Object body, String idempotencyKey) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Lines of JSON, sent as they are read; the answer comes when all have been. */
  Answer postLines(String path, Iterable<byte[]> lines) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/x-ndjson")
            .timeout(PATIENCE_FOR_LINES)
            .POST(HttpRequest.BodyPublishers.ofByteArrays(lines)));
  }

  Answer delete(String path) throws IOException {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .header("Authorization", "Bearer " + token)
        .timeout(PATIENCE);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("License-Position").orElse(""),
          text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while calling the console");
    }
  }
}
