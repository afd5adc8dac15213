package com.bpmcentr.loadtests.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.loadtests.bench.server.FloorProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The floor gives what it was given, byte by byte. */
@Timeout(60)
class FloorServerIT {
  private static final String ANSWER =
      """
      HTTP/1.1 200 OK\r
      license-position: 1-48211\r
      License-Age: 2\r
      content-type: application/json\r
      cache-control: no-store\r
      content-length: %d\r
      \r
      %s""";
  private static final String BODY = "{\"valid\":true,\"message\":\"Доступ є\"}";
  private static final String OTHER_BODY = "{\"valid\":false}";

  @TempDir Path folder;

  @Test
  void answer_getAndPost_isTheCapturedOneUntilThereIsAnother() throws Exception {
    Path first = answer("first", BODY);
    Path second = answer("second", OTHER_BODY);
    Project project =
        new Project(TestDatabases.projectFolder(), System.getProperty("java.class.path"));
    try (FloorProcess floor = FloorProcess.start(project, OptionalInt.empty());
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), floor.port())) {
      floor.answerWith(first);
      assertThat(answer(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", Files.readString(first)))
          .isEqualTo(Files.readString(first));
      assertThat(
              answer(
                  socket,
                  "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody",
                  Files.readString(first)))
          .isEqualTo(Files.readString(first));

      floor.answerWith(second);
      assertThat(answer(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", Files.readString(second)))
          .isEqualTo(Files.readString(second));
    }
  }

  private Path answer(String name, String body) throws IOException {
    return Files.writeString(
        folder.resolve(name), ANSWER.formatted(body.getBytes(UTF_8).length, body));
  }

  private static String answer(Socket socket, String request, String expected) throws IOException {
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return new String(socket.getInputStream().readNBytes(expected.getBytes(UTF_8).length), UTF_8);
  }
}
