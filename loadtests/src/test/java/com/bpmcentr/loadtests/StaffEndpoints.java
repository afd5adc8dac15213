package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * The admin API, as far as a suite calls it. Ids of what was made, and the feed position of what
 * was published, are put into the session.
 */
final class StaffEndpoints {
  static final String CUSTOMER = "customerId";
  static final String KEY_ID = "keyId";
  static final String KEY = "key";
  static final String SUBSCRIPTION = "subscriptionId";
  static final String POSITION = "position";

  /** How many edges have not applied the position, and how many have. */
  static final String PENDING = "pending";

  static final String APPLIED = "applied";

  private final String api;
  private final String authorization;

  StaffEndpoints(String adminUrl, String token) {
    this.api = adminUrl + "/api/v1";
    this.authorization = "Bearer " + token;
  }

  /** Of the session's {@code email}. */
  HttpRequestActionBuilder createCustomer() {
    return post(
            "/customers",
            "/customers",
            """
            {"email":"#{email}","name":"Load test","country":"UA","locale":"uk"}""")
        .check(status().is(201), jsonPath("$.id").saveAs(CUSTOMER));
  }

  HttpRequestActionBuilder createKey() {
    return post(
            "/customers/{id}/api-keys",
            "/customers/#{" + CUSTOMER + "}/api-keys",
            """
            {"name":"load test","environment":"test"}""")
        .check(status().is(201), jsonPath("$.id").saveAs(KEY_ID), jsonPath("$.key").saveAs(KEY));
  }

  HttpRequestActionBuilder createSubscription(String connector, String account) {
    return post(
            "/subscriptions",
            "/subscriptions",
            """
            {"customerId":"#{%s}","connectorId":"%s","interval":"month","makeAccountId":"%s"}"""
                .formatted(CUSTOMER, connector, account))
        .check(
            status().is(201),
            jsonPath("$.id").saveAs(SUBSCRIPTION),
            header("License-Position").saveAs(POSITION));
  }

  /**
   * @param action {@code suspend}, {@code resume} or {@code revoke}
   */
  HttpRequestActionBuilder moveSubscription(String action) {
    return post(
            "/subscriptions/{id}/" + action,
            "/subscriptions/#{" + SUBSCRIPTION + "}/" + action,
            """
            {"reason":"load test"}""")
        .check(status().is(200), header("License-Position").saveAs(POSITION));
  }

  HttpRequestActionBuilder revokeKey() {
    return http("DELETE /api-keys/{id}")
        .delete(api + "/api-keys/#{" + KEY_ID + "}")
        .queryParam("reason", "load test")
        .header("Authorization", authorization)
        .check(status().is(204), header("License-Position").saveAs(POSITION));
  }

  HttpRequestActionBuilder receipt() {
    return http("GET /receipts/{position}")
        .get(api + "/receipts/#{" + POSITION + "}")
        .header("Authorization", authorization)
        .check(
            status().is(200),
            jsonPath("$.pending[*]").count().saveAs(PENDING),
            jsonPath("$.edges[*].edgeId").count().saveAs(APPLIED));
  }

  private HttpRequestActionBuilder post(String name, String path, String body) {
    return http("POST " + name)
        .post(api + path)
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .body(StringBody(body));
  }
}
