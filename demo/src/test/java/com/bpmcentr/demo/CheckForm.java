package com.bpmcentr.demo;

import com.bpmcentr.demo.EdgeClient.Question;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The three ways to ask an edge the same question. */
enum CheckForm {
  GET_VERIFY {
    @Override
    HttpRequest.Builder request(String edgeUrl, Question question) {
      return withKeyInHeader(
          question,
          edgeUrl
              + "/v1/verify?connector="
              + encoded(question.connector())
              + "&account="
              + encoded(question.account()));
    }
  },
  POST_VERIFY {
    @Override
    HttpRequest.Builder request(String edgeUrl, Question question) {
      Map<String, String> body = new LinkedHashMap<>();
      if (question.key() != null) {
        body.put("key", question.key());
      }
      body.put("connector", question.connector());
      body.put("account", question.account());
      String json = JsonMapper.shared().writeValueAsString(body);
      return HttpRequest.newBuilder(URI.create(edgeUrl + "/v1/verify"))
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(json));
    }
  },
  SUBSCRIPTION_CHECK {
    @Override
    HttpRequest.Builder request(String edgeUrl, Question question) {
      return withKeyInHeader(
          question,
          edgeUrl
              + "/v1/subscription/check?connector="
              + encoded(question.connector())
              + "&accountId="
              + encoded(question.account()));
    }
  };

  abstract HttpRequest.Builder request(String edgeUrl, Question question);

  private static HttpRequest.Builder withKeyInHeader(Question question, String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (question.key() != null) {
      request.header("Authorization", "Bearer " + question.key());
    }
    return request;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
