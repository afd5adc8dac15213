package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * The three ways to ask an edge. Each takes {@code key}, {@code connector}, {@code account} and
 * {@code lang} from the session. Requests are named by what they are, never by whom they ask for:
 * names stand in the report.
 */
final class VerifyEndpoints {
  /** Session attribute: how long the answer took, in milliseconds; absent without an answer. */
  static final String MILLIS = "millis";

  private VerifyEndpoints() {}

  /** Held against the session's {@code status} and {@code code}. */
  static HttpRequestActionBuilder getVerify() {
    return getVerify("GET /v1/verify")
        .check(status().isEL("#{status}"), jsonPath("$.code").isEL("#{code}"));
  }

  /** Held against the session's {@code status} and {@code code}. */
  static HttpRequestActionBuilder postVerify() {
    return http("POST /v1/verify")
        .post("/v1/verify")
        .header("Content-Type", "application/json")
        .body(
            StringBody(
                """
                {"key":"#{key}","connector":"#{connector}","account":"#{account}","lang":"#{lang}"}\
                """))
        .check(
            responseTimeInMillis().saveAs(MILLIS),
            status().isEL("#{status}"),
            jsonPath("$.code").isEL("#{code}"));
  }

  /** The published contract tells a decision by its status alone: {@code publishedStatus}. */
  static HttpRequestActionBuilder subscriptionCheck() {
    return http("GET /v1/subscription/check")
        .get("/v1/subscription/check")
        .header("Authorization", "Bearer #{key}")
        .queryParam("connector", "#{connector}")
        .queryParam("accountId", "#{account}")
        .check(status().isEL("#{publishedStatus}"));
  }

  /** A key that nobody has: {@code KEY_NOT_FOUND}, or 429 from an edge that limits them. */
  static HttpRequestActionBuilder unknownKey() {
    return getVerify("GET /v1/verify unknown key")
        .check(status().in(200, 429).saveAs("answered"))
        .checkIf((response, _) -> response.status().code() == 200)
        .then(jsonPath("$.code").is("KEY_NOT_FOUND"));
  }

  /** Without any expectation but its time: the caller adds what the answer is held against. */
  static HttpRequestActionBuilder getVerify(String name) {
    return http(name)
        .get("/v1/verify")
        .header("Authorization", "Bearer #{key}")
        .queryParam("connector", "#{connector}")
        .queryParam("account", "#{account}")
        .queryParam("lang", "#{lang}")
        .check(responseTimeInMillis().saveAs(MILLIS));
  }
}
