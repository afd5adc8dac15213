package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * The three ways to ask an edge. Each takes {@code key}, {@code connector} and {@code account} from
 * the session and holds the answer against its {@code code} and {@code status}.
 */
final class VerifyEndpoints {
  private VerifyEndpoints() {}

  static HttpRequestActionBuilder getVerify() {
    return http("GET /v1/verify")
        .get("/v1/verify")
        .header("Authorization", "Bearer #{key}")
        .queryParam("connector", "#{connector}")
        .queryParam("account", "#{account}")
        .check(status().isEL("#{status}"), jsonPath("$.code").isEL("#{code}"));
  }

  static HttpRequestActionBuilder postVerify() {
    return http("POST /v1/verify")
        .post("/v1/verify")
        .header("Content-Type", "application/json")
        .body(
            StringBody(
                """
                {"key":"#{key}","connector":"#{connector}","account":"#{account}","lang":"uk"}\
                """))
        .check(status().isEL("#{status}"), jsonPath("$.code").isEL("#{code}"));
  }

  /** The published contract tells a decision by its status alone. */
  static HttpRequestActionBuilder subscriptionCheck() {
    return http("GET /v1/subscription/check")
        .get("/v1/subscription/check")
        .header("Authorization", "Bearer #{key}")
        .queryParam("connector", "#{connector}")
        .queryParam("accountId", "#{account}")
        .check(status().isEL("#{publishedStatus}"));
  }
}
