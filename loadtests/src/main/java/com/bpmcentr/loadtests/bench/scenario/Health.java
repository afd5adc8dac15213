package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an edge says of itself on its operations port. */
final class Health {
  private static final byte[] REQUEST =
      "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Health() {}

  /**
   * The report's JSON, whether ready or not.
   *
   * @throws java.net.ConnectException while nothing listens there
   */
  static JsonNode of(int operationsPort) throws IOException {
    try (Wire wire = new Wire(operationsPort)) {
      return JsonMapper.shared().readTree(wire.send(REQUEST).body());
    }
  }
}
