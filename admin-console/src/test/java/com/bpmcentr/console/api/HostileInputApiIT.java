package com.bpmcentr.console.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.Soak;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mutated requests, byte by byte over a socket: refused in the API's own words, never a 500. */
@ConsoleTest
class HostileInputApiIT {

  private static final int REQUESTS = Soak.isLong() ? 10_000 : 1_000;
  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * 501 and 505 are what the server says to a transfer coding or a version that it does not know.
   */
  private static final Pattern BROKEN = Pattern.compile("^HTTP/1.1 5(?!01|05)");

  private static final List<String> METHODS =
      List.of("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "get", "X");

  private static final List<String> PATHS =
      List.of(
          "/customers",
          "/customers/{id}",
          "/customers/{id}/block",
          "/customers/{id}/api-keys",
          "/customers/bulk",
          "/api-keys",
          "/api-keys/{id}/rotate",
          "/subscriptions",
          "/subscriptions/{id}/change-account",
          "/subscriptions/{id}/events",
          "/subscriptions/bulk",
          "/jobs",
          "/jobs/{id}",
          "/connectors",
          "/connectors/rozetka",
          "/receipts/1-1",
          "/edges",
          "/audit",
          "/openapi.json",
          "/nowhere");

  private static final List<String> QUERIES =
      List.of(
          "",
          "?page=1",
          "?page=-1&limit=x",
          "?filter[q]=%D0%B0%25_'\\",
          "?filter%5Bq%5D=%F0%9F%92%A9&sort=-createdAt",
          "?filter[status]=active,trial",
          "?filter[customerId]=x",
          "?reason=%FF%FE",
          "?sort=%00",
          "?%",
          "?a=b&a=c");

  private static final List<String> BODIES =
      List.of(
          "{}",
          "{\"email\":\"a@b.cc\",\"name\":\"N\",\"country\":\"UA\",\"locale\":\"uk\"}",
          "{\"version\":0,\"name\":\"\\u0000\",\"company\":null}",
          "{\"reason\":\"\\ud83d\"}",
          "{\"makeAccountId\":\"a\",\"override\":true,\"reason\":\"r\"}",
          "{\"customerId\":\"x\",\"connectorId\":[],\"interval\":{}}",
          "{\"overlapSeconds\":1e400}",
          "{\"action\":\"revoke\",\"ids\":[null],\"reason\":\"r\"}",
          "{\"action\":\"revoke\",\"filter\":{\"q\":\"\\u0000\",\"status\":[]},\"reason\":\"r\"}",
          "{\"name\":\"K\",\"environment\":\"prod\",\"notAfter\":\"+999999999-12-31T23:59:59Z\"}",
          "[[[[[[[[[[",
          "\"\\u",
          "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
          "null",
          "");

  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key: k",
          "Idempotency-Key: ",
          "Accept: text/html",
          "Accept: ,;,",
          "Content-Type: application/json; charset=nonsense",
          "Content-Type: ;",
          "Accept-Language: \u00ff",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 1.2.3.4",
          "Transfer-Encoding: nonsense",
          "Cookie: JSESSIONID=0");

  @Autowired private TestStaff team;

  @Test
  void call_mutatedRequests_areRefusedInWords() throws Exception {
    Random random = new Random(20_261_121);
    ApiClient good = team.api(Role.OWNER);
    String before = good.get("/connectors/rozetka").body();

    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = mutate(random, request(random));
      String answer = exchange(request);
      String told = new String(request, ISO_8859_1).replaceAll("bpm_adm_[0-9A-Za-z]+", "…");
      assertThat(answer).as(told).doesNotContainPattern(BROKEN);
      assertThat(answer)
          .as(told)
          .doesNotContain("com.bpmcentr", "org.springframework", "java.lang", "PSQLException");
      if (i % 500 == 0) {
        assertThat(good.get("/connectors/rozetka").body()).isEqualTo(before);
      }
    }
    assertThat(good.get("/connectors/rozetka").body()).isEqualTo(before);
  }

  /** An auditor's, who may look at much and change nothing. */
  private String request(Random random) {
    String id = random.nextBoolean() ? "00000000-0000-0000-0000-000000000001" : "%2e%2e";
    String body = any(random, BODIES);
    StringBuilder text = new StringBuilder();
    text.append(any(random, METHODS))
        .append(" /api/v1")
        .append(any(random, PATHS).replace("{id}", id))
        .append(any(random, QUERIES).replace("[", "%5B").replace("]", "%5D"))
        .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n")
        .append("Authorization: Bearer ")
        .append(team.member(Role.AUDITOR).token())
        .append("\r\n");
    if (random.nextInt(4) > 0) {
      text.append("Content-Type: application/json\r\n");
    }
    if (random.nextInt(3) == 0) {
      text.append(any(random, HEADERS)).append("\r\n");
    }
    return text.append("Content-Length: ")
        .append(body.getBytes(UTF_8).length)
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  /** Leaves one in three as it is; the others lose, gain or change a few bytes. */
  private static byte[] mutate(Random random, String request) {
    byte[] bytes = request.getBytes(UTF_8);
    int changes = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(3)) {
            case 0 -> without(bytes, at);
            case 1 -> with(bytes, at, (byte) random.nextInt(256));
            default -> {
              byte[] changed = bytes.clone();
              changed[at] = (byte) random.nextInt(256);
              yield changed;
            }
          };
    }
    return bytes;
  }

  private String exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), team.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      // What was cut short is waited for by the server; the end of the stream tells it.
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer within " + PATIENCE_MILLIS + " ms", e);
    } catch (SocketException e) {
      // The server may close on what is no HTTP while it is still being sent.
      return "";
    }
  }

  private static String any(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] without(byte[] bytes, int at) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(bytes, 0, at);
    rest.write(bytes, at + 1, bytes.length - at - 1);
    return rest.toByteArray();
  }

  private static byte[] with(byte[] bytes, int at, byte added) {
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    more.write(bytes, 0, at);
    more.write(added);
    more.write(bytes, at, bytes.length - at);
    return more.toByteArray();
  }
}
