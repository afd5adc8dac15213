package com.bpmcentr.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;

/** Whether the demo's ports can be had. */
final class Ports {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private Ports() {}

  static void requireFree(Map<Integer, String> ports) throws IOException, DemoRefusal {
    for (Map.Entry<Integer, String> entry : new TreeMap<>(ports).entrySet()) {
      if (!isFree(entry.getKey())) {
        throw new DemoRefusal(
            "port %d is in use; free it, or set %s to another"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(LOOPBACK, port));
      return true;
    } catch (BindException e) {
      return false;
    }
  }
}
