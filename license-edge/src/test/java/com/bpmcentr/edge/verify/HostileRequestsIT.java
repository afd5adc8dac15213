package com.bpmcentr.edge.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Eight thousand requests, with {@code -Psoak} a hundred thousand, random or mutated from good
 * ones, over raw sockets. Between them good ones, whose answers must not change. The seed is fixed:
 * what fails once fails again.
 */
class HostileRequestsIT {

  private static final int WORKERS = 8;
  private static final int REQUESTS = Soak.count(8_000, 100_000);
  private static final int ON_ONE_CONNECTION = 4;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final long SEED = 20_261_121;

  private static final String VALID = "\"code\":\"VALID\",\"status\":\"active\"";

  private static final String GOOD =
      "GET /v1/verify?connector=rozetka&account=1234567 HTTP/1.1\r\n"
          + "Host: edge\r\nAuthorization: Bearer bpm_prod_one\r\n\r\n";

  private static TestWorld world;
  private static TestEdge edge;

  @BeforeAll
  static void start() {
    world = TestWorld.withOneCustomer("1234567");
    edge = world.startEdge("e1").awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void requests_randomOrMutated_noneBreaksAnything() throws Exception {
    Set<String> series = edge.series();
    AtomicBoolean attacking = new AtomicBoolean(true);
    List<Callable<Tally>> work = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      long seed = SEED + worker;
      work.add(() -> attack(new Random(seed), REQUESTS / WORKERS));
    }
    Tally total = new Tally();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> honest = workers.submit(() -> checkWhile(attacking));
      for (Future<Tally> one : workers.invokeAll(work)) {
        total.add(one.get());
      }
      attacking.set(false);
      assertThat(honest.get()).as("good answers on a connection of its own").isPositive();
    }

    assertThat(total.wrong.stream().limit(3)).isEmpty();
    assertThat(total.sent).isGreaterThanOrEqualTo(REQUESTS);
    assertThat(total.goodAnswers).isEqualTo(total.connections);
    assertThat(total.badAnswers).as("most attacks are answered").isGreaterThan(REQUESTS / 4);
    assertThat(edge.code("bpm_prod_one", "rozetka", "1234567")).isEqualTo("VALID");
    assertThat(edge.health().statusCode()).isEqualTo(200);
    assertThat(edge.series()).as("what strangers send makes no metric").isEqualTo(series);
  }

  /** One well-behaved client, whose connection and whose answers nothing may disturb. */
  private static int checkWhile(AtomicBoolean attacking) throws IOException {
    int answers = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String expected = "";
      while (attacking.get()) {
        socket.getOutputStream().write(GOOD.getBytes(ISO_8859_1));
        String answer = readAnswer(in).replaceAll("(?i)license-age: [0-9]+", "");
        assertThat(answer).contains(VALID);
        expected = expected.isEmpty() ? answer : expected;
        assertThat(answer).isEqualTo(expected);
        answers++;
      }
    }
    return answers;
  }

  private static final class Tally {
    int connections;
    int sent;
    int goodAnswers;
    int badAnswers;
    final List<String> wrong = new ArrayList<>();

    void add(Tally other) {
      connections += other.connections;
      sent += other.sent;
      goodAnswers += other.goodAnswers;
      badAnswers += other.badAnswers;
      wrong.addAll(other.wrong);
    }
  }

  private Tally attack(Random random, int requests) throws IOException {
    Tally tally = new Tally();
    HostileRequests hostile = new HostileRequests(random);
    while (tally.sent < requests) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        converse(socket, hostile, tally);
      }
    }
    return tally;
  }

  /** A good request first, then a pipeline of hostile ones, until the edge closes. */
  private static void converse(Socket socket, HostileRequests hostile, Tally tally)
      throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    tally.connections++;
    socket.getOutputStream().write(GOOD.getBytes(ISO_8859_1));
    String first = readAnswer(in);
    if (first.contains(VALID)) {
      tally.goodAnswers++;
    } else {
      tally.wrong.add("a good request was answered: " + first);
    }
    ByteArrayOutputStream pipeline = new ByteArrayOutputStream();
    for (int i = 0; i < ON_ONE_CONNECTION; i++) {
      pipeline.writeBytes(hostile.next());
    }
    tally.sent += ON_ONE_CONNECTION;
    try {
      socket.getOutputStream().write(pipeline.toByteArray());
      socket.shutdownOutput();
      for (String answer = readAnswer(in); !answer.isEmpty(); answer = readAnswer(in)) {
        tally.badAnswers++;
        if (isWrong(answer)) {
          tally.wrong.add(answer);
        }
      }
    } catch (SocketTimeoutException e) {
      tally.wrong.add("hangs after " + pipeline.toString(ISO_8859_1));
    } catch (IOException e) {
      // the edge has closed on what it could not make out: that is an answer too
    }
  }

  private static boolean isWrong(String answer) {
    return answer.startsWith("HTTP/1.1 500")
        || answer.contains("Exception")
        || answer.contains("\tat ")
        || answer.contains("bpm_prod_one")
        || answer.contains("com.bpmcentr");
  }

  /** One answer with its body; empty at the end of the connection. */
  private static String readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int length = 0;
    String line = readLine(in);
    while (!line.isEmpty()) {
      head.append(line).append('\n');
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      line = readLine(in);
    }
    return head + new String(in.readNBytes(length), UTF_8);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
