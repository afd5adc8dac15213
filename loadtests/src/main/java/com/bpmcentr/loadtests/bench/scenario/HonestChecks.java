package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Those who have a key: checks at a fixed rate, whatever the edge does, each of which must be
 * answered VALID. A process of its own, which stays, so that its code is compiled when it counts;
 * for each line on its input, a number of seconds, it sends for so long and says what came of it.
 *
 * <p>A thread for each connection, all of which wait for the system: whoever else is on its
 * processor at a lower priority gets the rest of it. Times are right to about 0.1 ms.
 */
final class HonestChecks implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern WINDOW =
      Pattern.compile("(?m)^window checks=(\\d+) wrong=(\\d+) p50=(\\d+) p99=(\\d+) p999=(\\d+)$");

  private final BenchProcess process;
  private int windows;

  private HonestChecks(BenchProcess process) {
    this.process = process;
  }

  /**
   * What came of some seconds; times in nanoseconds from when a check was due.
   *
   * @param wrong not VALID, or not answered at all
   */
  record Window(long checks, long wrong, long p50, long p99, long p999) {}

  /** Starts the process, on that processor, with the keys of the set. */
  static HonestChecks start(Project project, int core, Target target, Path keys, int rate)
      throws IOException {
    return new HonestChecks(
        BenchProcess.start(
            "honest client",
            project,
            OptionalInt.of(core),
            List.of(
                project.java(),
                "-Xms128m",
                "-XX:+UseSerialGC",
                "-cp",
                project.classPath(),
                HonestChecks.class.getName(),
                Integer.toString(target.port()),
                Boolean.toString(target.tls()),
                keys.toString(),
                Integer.toString(rate)),
            Map.of(),
            project.benchFolder().resolve("honest.log")));
  }

  /** Sends for that long, and waits for the last answer. */
  Window window(int seconds) throws IOException {
    BufferedWriter input = process.input();
    input.write(seconds + "\n");
    input.flush();
    windows++;
    process.awaitReady(seconds + PATIENCE_SECONDS, () -> said().size() == windows);
    MatchResult last = said().getLast();
    return new Window(
        Long.parseLong(last.group(1)),
        Long.parseLong(last.group(2)),
        Long.parseLong(last.group(3)),
        Long.parseLong(last.group(4)),
        Long.parseLong(last.group(5)));
  }

  private List<MatchResult> said() throws IOException {
    return WINDOW.matcher(process.output()).results().toList();
  }

  @Override
  public void close() {
    process.close();
  }

  /** Arguments: port, whether it speaks TLS, the file of keys, checks a second. */
  public static void main(String[] arguments) throws IOException {
    Target target = new Target(Integer.parseInt(arguments[0]), Boolean.parseBoolean(arguments[1]));
    List<byte[]> requests = requests(Path.of(arguments[2]));
    int rate = Integer.parseInt(arguments[3]);
    List<Sender> senders = new ArrayList<>();
    AtomicLong next = new AtomicLong();
    for (int i = 0; i < CONNECTIONS; i++) {
      senders.add(new Sender(target, requests, next));
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      Timetable timetable = new Timetable(rate, Integer.parseInt(line));
      Samples times = new Samples();
      AtomicLong wrong = new AtomicLong();
      List<Thread> threads = new ArrayList<>();
      for (Sender sender : senders) {
        threads.add(Thread.ofPlatform().start(() -> sender.send(timetable, times, wrong)));
      }
      for (Thread thread : threads) {
        join(thread);
      }
      System.out.println(
          "window checks=%d wrong=%d p50=%d p99=%d p999=%d"
              .formatted(
                  times.size(),
                  wrong.get(),
                  times.median(),
                  times.percentile(99),
                  times.percentile(99.9)));
    }
  }

  private static List<byte[]> requests(Path keys) throws IOException {
    return Files.readAllLines(keys).stream()
        .skip(1)
        .map(row -> row.split(",", 3))
        .map(cells -> new Check(cells[0], cells[1], cells[2]).request())
        .toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One connection, kept from window to window. */
  private static final class Sender {
    private static final InetAddress FROM = InetAddress.ofLiteral("127.0.0.1");

    private final Target target;
    private final List<byte[]> requests;
    private final AtomicLong next;
    private Wire wire;

    Sender(Target target, List<byte[]> requests, AtomicLong next) throws IOException {
      this.target = target;
      this.requests = requests;
      this.next = next;
      this.wire = new Wire(target.connect(FROM));
    }

    void send(Timetable timetable, Samples times, AtomicLong wrong) {
      for (long due = timetable.awaitNext(); due >= 0; due = timetable.awaitNext()) {
        boolean right = false;
        try {
          right = Check.isValid(wire.send(request()).body());
        } catch (IOException e) {
          reconnect();
        }
        times.add(System.nanoTime() - due);
        if (!right) {
          wrong.incrementAndGet();
        }
      }
    }

    private byte[] request() {
      return requests.get((int) (next.getAndIncrement() % requests.size()));
    }

    private void reconnect() {
      try {
        wire.close();
        wire = new Wire(target.connect(FROM));
      } catch (IOException e) {
        // the next check fails, and is counted
      }
    }
  }
}
