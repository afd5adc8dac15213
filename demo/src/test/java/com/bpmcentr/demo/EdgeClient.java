package com.bpmcentr.demo;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks edges as a connector does. */
final class EdgeClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param key null: none is sent
   * @param secret the connector's; null: none is sent
   */
  record Question(String key, String connector, String account, String secret) {
    Question(String key, String connector, String account) {
      this(key, connector, account, null);
    }
  }

  record Answer(int status, HttpHeaders headers, JsonNode body) {
    String code() {
      return body.path("code").asString("");
    }

    String contentType() {
      return headers.firstValue("Content-Type").orElse("");
    }
  }

  Answer ask(CheckForm form, String edgeUrl, Question question) throws Exception {
    return answer(
        http.send(request(form, edgeUrl, question), HttpResponse.BodyHandlers.ofString()));
  }

  CompletableFuture<Answer> askAsync(CheckForm form, String edgeUrl, Question question) {
    return http.sendAsync(request(form, edgeUrl, question), HttpResponse.BodyHandlers.ofString())
        .thenApply(EdgeClient::answer);
  }

  private static HttpRequest request(CheckForm form, String edgeUrl, Question question) {
    HttpRequest.Builder request = form.request(edgeUrl, question).timeout(Duration.ofSeconds(20));
    if (question.secret() != null) {
      request.header("Connector-Secret", question.secret());
    }
    return request.build();
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(), response.headers(), JsonMapper.shared().readTree(response.body()));
  }
}
