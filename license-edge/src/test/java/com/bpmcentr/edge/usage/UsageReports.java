package com.bpmcentr.edge.usage;

import com.bpmcentr.edge.TestEdge;
import java.net.http.HttpResponse;

/** Operations as connectors report them. */
final class UsageReports {

  static final String PATH = "/v1/connector/usage";

  private UsageReports() {}

  static HttpResponse<String> report(
      TestEdge edge, String key, String connector, String account, String operation) {
    return post(edge, key, body(connector, account, operation));
  }

  static HttpResponse<String> post(TestEdge edge, String key, String body) {
    return edge.post(
        PATH, body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
  }

  static String body(String connector, String account, String operation) {
    return """
        {"connector":"%s","make_account_id":"%s","operation":"%s",\
        "timestamp":"2026-11-21T10:00:00Z"}"""
        .formatted(connector, account, operation);
  }
}
