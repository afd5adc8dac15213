package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.server.CpuTime;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * Sends as many requests as are answered: each connection its next one after the last answer, on
 * one thread that sleeps while there is none.
 */
public final class ClosedLoopClient {
  private static final int WAIT_MILLIS = 100;
  private static final long NANOS = 1_000_000_000;
  private static final long LONGEST_NANOS = 60 * NANOS;

  private final Selector selector = Selector.open();
  private final Histogram latency = new Histogram(LONGEST_NANOS, 3);

  private long sent;
  private long answered;
  private long wrong;
  private boolean counting;

  private ClosedLoopClient() throws IOException {}

  /**
   * Arguments: port, file of requests, seconds that do not count, seconds that do, connections, and
   * with what each answer's body begins.
   */
  public static void main(String[] arguments) throws IOException {
    ClosedLoopClient client = new ClosedLoopClient();
    RequestBytes requests = new RequestBytes(RequestFile.read(Path.of(arguments[1])));
    ResponseReader answers = new ResponseReader(arguments[5]);
    for (int left = Integer.parseInt(arguments[4]); left > 0; left--) {
      client.send(
          ClientConnection.open(
              Integer.parseInt(arguments[0]), requests, answers, client.selector));
    }
    client.run(NANOS * Integer.parseInt(arguments[2]));
    client.counting = true;
    long cpu = CpuTime.micros(ProcessHandle.current().pid());
    long nanos = client.run(NANOS * Integer.parseInt(arguments[3]));
    cpu = CpuTime.micros(ProcessHandle.current().pid()) - cpu;
    client.tell(nanos / 1e3, (double) cpu);
  }

  /** Goes on for so long; how long it was in fact. */
  private long run(long nanos) throws IOException {
    long begin = System.nanoTime();
    long passed = 0;
    while (passed < nanos) {
      selector.select(this::read, WAIT_MILLIS);
      passed = System.nanoTime() - begin;
    }
    return passed;
  }

  private void read(SelectionKey key) {
    ClientConnection connection = ClientConnection.of(key);
    if (connection.read()) {
      answered++;
      if (!connection.wasRight()) {
        wrong++;
      }
      if (counting) {
        latency.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - connection.dueAt()));
      }
      send(connection);
    }
  }

  private void send(ClientConnection connection) {
    connection.send(sent++, System.nanoTime());
  }

  private void tell(double micros, double cpuMicros) {
    System.out.println("requests=" + latency.getTotalCount());
    System.out.println("micros=" + micros);
    System.out.println("errors.wrong=" + wrong);
    System.out.println("share=" + cpuMicros / micros);
    System.out.println("served=" + answered);
    System.out.println("p50=" + latency.getValueAtPercentile(50) / 1e3);
    System.out.println("p99=" + latency.getValueAtPercentile(99) / 1e3);
    System.out.println("p999=" + latency.getValueAtPercentile(99.9) / 1e3);
  }
}
