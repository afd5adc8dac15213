package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WireIT {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void send_twoAnswersOnOneConnection_readOneByOne() throws Exception {
    try (Canned server =
            new Canned(
                "HTTP/1.1 200 OK\r\nLicense-Position: 1-2\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
        Wire wire = new Wire(server.port())) {
      Wire.Reply first = wire.send(REQUEST);
      Wire.Reply second = wire.send(REQUEST);

      assertThat(first.status()).isEqualTo(200);
      assertThat(first.body()).isEqualTo("ab");
      assertThat(first.header("license-position")).isEqualTo("1-2");
      assertThat(first.answeredAt()).isGreaterThanOrEqualTo(first.sentAt());
      assertThat(second.status()).isEqualTo(404);
      assertThat(second.body()).isEmpty();
    }
  }

  @Test
  void send_chunkedAnswer_putTogether() throws Exception {
    try (Canned server =
            new Canned(
                "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n");
        Wire wire = new Wire(server.port())) {
      assertThat(wire.send(REQUEST).body()).isEqualTo("abcd");
    }
  }

  @Test
  void send_answerCutOff_fails() throws Exception {
    try (Canned server = new Canned("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
        Wire wire = new Wire(server.port())) {
      assertThatThrownBy(() -> wire.send(REQUEST)).isInstanceOf(EOFException.class);
    }
  }

  /** Gives one answer to each request of one connection, then closes it. */
  private static final class Canned implements AutoCloseable {
    private final ServerSocket listener =
        new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> served;

    Canned(String... answers) throws IOException {
      served =
          thread.submit(
              () -> {
                try (Socket socket = listener.accept()) {
                  for (String answer : answers) {
                    socket.getInputStream().readNBytes(REQUEST.length);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  }
                }
                return null;
              });
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws Exception {
      served.get();
      thread.close();
      listener.close();
    }
  }
}
