package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends what is no request, or none that the contract has, and connects again when cut off. */
final class MalformedRequests implements Attacker {
  private static final String HEAD = " HTTP/1.1\r\nHost: e\r\n";
  private static final String CHECK = "/v1/verify?connector=rozetka&account=1";
  private static final List<byte[]> REQUESTS =
      List.of(
          bytes("GET /v1/verify?connector=ROZETKA&account=1" + HEAD + "\r\n"),
          bytes("GET /v1/verify?connector=rozetka&connector=rozetka" + HEAD + "\r\n"),
          bytes("GET /v1/verify?connector=%zz&account=%" + HEAD + "\r\n"),
          bytes("GET /nowhere/" + "x".repeat(1000) + HEAD + "\r\n"),
          bytes("DELETE " + CHECK + HEAD + "\r\n"),
          bytes("POST /v1/verify" + HEAD + json("{\"key\":[[[[[[[[")),
          bytes("POST /v1/verify" + HEAD + json("\u0000\u00ff".repeat(1000))),
          bytes("POST /v1/verify" + HEAD + "Content-Length: 999999999\r\n\r\n"),
          bytes("GET " + CHECK + HEAD + "X: y\u0000z\r\n\r\n"),
          bytes("GET " + CHECK + " HTTP/1.1\r\n\r\n"),
          bytes("GET " + CHECK + HEAD + "X: " + "x".repeat(9000) + "\r\n\r\n"),
          bytes("\u0016\u0003\u0001 this is no HTTP at all\r\n\r\n"));

  private final Target target;
  private final InetAddress from;
  private @Nullable Wire wire;
  private int next;

  MalformedRequests(Target target, InetAddress from) {
    this.target = target;
    this.from = from;
  }

  private static String json(String body) {
    return "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String act() throws IOException {
    Wire open = wire;
    if (open == null) {
      open = new Wire(target.connect(from));
      wire = open;
    }
    Wire.Reply reply = open.send(REQUESTS.get(next++ % REQUESTS.size()));
    if (reply.header("Connection").equalsIgnoreCase("close")) {
      giveUp();
    }
    return Integer.toString(reply.status());
  }

  @Override
  public void giveUp() throws IOException {
    if (wire != null) {
      wire.close();
      wire = null;
    }
  }
}
