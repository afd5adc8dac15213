package com.bpmcentr.edge.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** An endless row of requests that nobody honest sends, some nearly right, some noise. */
final class HostileRequests {

  private static final List<String> METHODS =
      List.of(
          "GET", "GET", "GET", "POST", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "get", "G\tT");
  private static final List<String> PATHS =
      List.of(
          "/v1/verify",
          "/v1/verify",
          "/v1/verify",
          "/v1/subscription/check",
          "/v1/subscription/check",
          "/v1/connector/usage",
          "/",
          "/v1/verify/../verify",
          "/v1//verify",
          "/v1/verify%00",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/v1/verify;x=1",
          "http://edge/v1/verify",
          "*",
          "v1/verify",
          "/\u00ff\u00fe",
          "/%zz",
          "/%");
  private static final List<String> VALUES =
      List.of(
          "rozetka",
          "text-tools",
          "1234567",
          "",
          "%00",
          "%zz",
          "%",
          "%C0%80",
          "%F0%9F%98%80",
          "+",
          "a b",
          "'%20or%201=1--",
          "${jndi:ldap://x}",
          "../../etc/passwd",
          "<script>",
          "null",
          "-1",
          "1e999",
          "Rozetka");
  private static final List<String> NAMES =
      List.of("connector", "account", "accountId", "lang", "key", "Connector", "%63onnector", "");
  private static final List<String> HEADERS =
      List.of(
          "Authorization: Bearer bpm_prod_two",
          "Authorization: Bearer bpm_test_magic_stale",
          "Authorization: Bearer ",
          "Authorization: Basic dTpw",
          "Authorization: Bearer \u00ff\u00fe",
          "Connector-Secret: x",
          "Accept-Language: uk;q=x,,;,ru;q=0.9.9",
          "Accept-Language: *",
          "Content-Type: application/json",
          "Content-Type: application/json; charset=utf-16",
          "Content-Type: ;;;",
          "Content-Encoding: gzip",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity",
          "Expect: 100-continue",
          "Expect: nonsense",
          "Upgrade: h2c",
          "Upgrade: websocket",
          "Connection: upgrade",
          "Connection: close",
          "X-Request-Id: \u0001\u0002",
          "X-Request-Id: ok",
          "Host:",
          "Host: [::::",
          "Cookie: a=b; =; ;;",
          "Range: bytes=0-",
          "Content-Length: 3",
          "No-Colon",
          " Folded: x",
          "Null\u0000: x");
  private static final List<String> BODIES =
      List.of(
          "{\"connector\":\"rozetka\",\"make_account_id\":\"1\",\"operation\":\"a\","
              + "\"timestamp\":\"2026-11-21T10:00:00Z\"}",
          "",
          "{}",
          "[]",
          "null",
          "{\"connector\":\"rozetka\",\"account\":\"1234567\"}",
          "{\"connector\":\"rozetka\",\"account\":1234567}",
          "{\"connector\":\"rozetka\",\"connector\":\"rozetka\",\"account\":\"1\"}",
          "{\"key\":\"bpm_test_magic_undecided\",\"connector\":\"a\",\"account\":\"1\"}",
          "{\"account\":\"\\ud800\",\"connector\":\"a\"}",
          "{\"a\":" + "[".repeat(1500),
          "{\"a\":1e99999999,\"b\":" + "9".repeat(2000) + "}",
          "\u00ef\u00bb\u00bf{}",
          "{\"connector\":\"rozetka\",\"account\":\"1\"",
          "x".repeat(4097));

  private final Random random;

  HostileRequests(Random random) {
    this.random = random;
  }

  /** The next request's bytes. */
  byte[] next() {
    int kind = random.nextInt(100);
    if (kind < 4) {
      return noise();
    }
    byte[] request = assembled();
    return kind < 30 ? mutated(request) : request;
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] assembled() {
    String method = pick(METHODS);
    StringBuilder head = new StringBuilder(method).append(' ').append(pick(PATHS));
    int parameters = random.nextInt(5);
    for (int i = 0; i < parameters; i++) {
      head.append(i == 0 ? '?' : '&').append(pick(NAMES)).append('=').append(pick(VALUES));
    }
    if (random.nextInt(200) == 0) {
      head.append("&x=").append("y".repeat(4096));
    }
    head.append(random.nextInt(50) == 0 ? " HTTP/9.9\r\n" : " HTTP/1.1\r\n").append("Host: e\r\n");
    int headers = random.nextInt(4);
    for (int i = 0; i < headers; i++) {
      head.append(pick(HEADERS)).append("\r\n");
    }
    if (random.nextInt(200) == 0) {
      head.append("X-Long: ").append("z".repeat(9000)).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    if (method.equals("POST") || random.nextInt(20) == 0) {
      byte[] body = pick(BODIES).getBytes(random.nextBoolean() ? UTF_8 : ISO_8859_1);
      if (random.nextInt(3) > 0) {
        head.append("Content-Type: application/json\r\n");
      }
      if (random.nextInt(5) == 0) {
        head.append("Transfer-Encoding: chunked\r\n\r\n");
        request.writeBytes(head.toString().getBytes(ISO_8859_1));
        request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
        request.writeBytes(body);
        request.writeBytes((body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(ISO_8859_1));
        return request.toByteArray();
      }
      int told = random.nextInt(10) == 0 ? random.nextInt(6000) : body.length;
      head.append("Content-Length: ").append(told).append("\r\n\r\n");
      request.writeBytes(head.toString().getBytes(ISO_8859_1));
      request.writeBytes(body);
      return request.toByteArray();
    }
    request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    return request.toByteArray();
  }

  /** One to four bytes changed, left out, doubled, or the end cut off. */
  private byte[] mutated(byte[] request) {
    byte[] bytes = request;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 1; i++) {
      int at = random.nextInt(bytes.length);
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(bytes, 0, at);
      switch (random.nextInt(4)) {
        case 0 -> {
          changed.write(random.nextInt(256));
          changed.write(bytes, at + 1, bytes.length - at - 1);
        }
        case 1 -> changed.write(bytes, at + 1, bytes.length - at - 1);
        case 2 -> {
          changed.write(bytes[at]);
          changed.write(bytes, at, bytes.length - at);
        }
        default -> {
          // cut off here
        }
      }
      bytes = changed.toByteArray();
    }
    return bytes;
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
