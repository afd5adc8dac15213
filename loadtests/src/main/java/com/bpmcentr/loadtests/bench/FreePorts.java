package com.bpmcentr.loadtests.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The ports that a scenario takes. */
final class FreePorts {
  private static final int COUNT = 60;

  private FreePorts() {}

  /**
   * Looks before anything is started: a program's own refusal would come late and name its own
   * setting.
   *
   * @throws BenchRefusal naming the first of them that is taken
   */
  static void require(int first) throws IOException, BenchRefusal {
    for (int port = first; port < first + COUNT; port++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      } catch (BindException e) {
        throw new BenchRefusal(
            "port %d is taken: -Dbench.port must name the first of %d free ones"
                .formatted(port, COUNT));
      }
    }
  }
}
