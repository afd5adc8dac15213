package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;

/**
 * Connects and resets: without a word, or after half a request. Where TLS is spoken, after the edge
 * has answered to the beginning of a handshake, which costs it a signature; the beginning is always
 * the same, and costs the attacker nothing.
 */
final class Churn implements Attacker {
  private static final byte[] HALF =
      "GET /v1/verify?connector=rozetka HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII);

  private final Target target;
  private final InetAddress from;
  private final byte[] hello;
  private boolean silent;

  Churn(Target target, InetAddress from) {
    this.target = target;
    this.from = from;
    this.hello = target.tls() ? hello() : new byte[0];
  }

  private static byte[] hello() {
    try {
      SSLEngine client = Target.client();
      ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
      client.wrap(ByteBuffer.allocate(0), hello);
      return Arrays.copyOf(hello.array(), hello.position());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String act() throws IOException {
    silent = !silent;
    try (Socket socket = target.connectPlainly(from)) {
      // a reset instead of a goodbye
      socket.setSoLinger(true, 0);
      if (target.tls()) {
        socket.getOutputStream().write(hello);
        return socket.getInputStream().read() < 0 ? "closed" : "answered";
      }
      if (!silent) {
        socket.getOutputStream().write(HALF);
      }
      return "connected";
    }
  }

  @Override
  public void giveUp() {
    // nothing is kept
  }
}
