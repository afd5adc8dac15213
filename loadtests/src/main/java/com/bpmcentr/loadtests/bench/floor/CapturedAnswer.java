package com.bpmcentr.loadtests.bench.floor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An answer as it came over the wire, ready to be sent again and again. */
final class CapturedAnswer {
  static final CapturedAnswer NONE = new CapturedAnswer(503, List.of(), Buffer.buffer());

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final int status;
  private final List<Header> headers;
  private final Buffer body;

  private record Header(CharSequence name, CharSequence value) {}

  private CapturedAnswer(int status, List<Header> headers, Buffer body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Takes the bytes of one whole HTTP/1.1 response. */
  static CapturedAnswer parse(byte[] response) throws IOException {
    String text = new String(response, ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    String[] lines = text.substring(0, Math.max(end, 0)).split("\r\n", -1);
    if (end < 0 || !lines[0].matches("HTTP/1\\.1 [2-5]\\d\\d .*")) {
      throw new IOException("not an HTTP/1.1 response");
    }
    List<Header> headers = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.add(
          new Header(
              HttpHeaders.createOptimized(line.substring(0, colon)),
              HttpHeaders.createOptimized(line.substring(colon + 1).strip())));
    }
    byte[] body = Arrays.copyOfRange(response, end + END_OF_HEAD.length(), response.length);
    return new CapturedAnswer(
        Integer.parseInt(lines[0].substring(9, 12)), headers, Buffer.buffer(body));
  }

  void send(HttpServerResponse response) {
    response.setStatusCode(status);
    for (Header header : headers) {
      response.headers().set(header.name, header.value);
    }
    response.end(body);
  }
}
