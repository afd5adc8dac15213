package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console's admin API on one connection; for one thread. */
final class AdminApi implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final byte[] NO_BODY = {};

  /** Well below the time after which the console ends a connection on which nothing is said. */
  private static final long LONGEST_SILENCE_NANOS = 5_000_000_000L;

  private final int port;
  private final String token;
  private Wire wire;
  private long answeredAt = System.nanoTime();

  AdminApi(int port, String token) throws IOException {
    this.port = port;
    this.token = token;
    this.wire = new Wire(port);
  }

  Wire.Reply post(String path, Map<String, ?> body) throws IOException {
    return post(path, "application/json", JSON.writeValueAsBytes(body));
  }

  Wire.Reply post(String path, String contentType, byte[] body) throws IOException {
    return call("POST", path, "Content-Type: " + contentType + "\r\n", body);
  }

  JsonNode get(String path) throws IOException {
    return json(read(path));
  }

  Wire.Reply read(String path) throws IOException {
    return call("GET", path, "", NO_BODY);
  }

  Wire.Reply delete(String path) throws IOException {
    return call("DELETE", path, "", NO_BODY);
  }

  static JsonNode json(Wire.Reply reply) {
    return JSON.readTree(reply.body());
  }

  private Wire.Reply call(String method, String path, String headers, byte[] body)
      throws IOException {
    byte[] head =
        """
        %s /api/v1%s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        %s\r
        """
            .formatted(method, path, token, body.length, headers)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    if (System.nanoTime() - answeredAt > LONGEST_SILENCE_NANOS) {
      reconnect();
    }
    Wire.Reply reply = wire.send(request);
    answeredAt = System.nanoTime();
    if (reply.header("Connection").equalsIgnoreCase("close")) {
      // The console takes a hundred calls on one connection.
      reconnect();
    }
    if (reply.status() / 100 != 2) {
      throw new IOException(
          "%s %s was refused: %d %s".formatted(method, path, reply.status(), reply.body()));
    }
    return reply;
  }

  private void reconnect() throws IOException {
    wire.close();
    wire = new Wire(port);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
