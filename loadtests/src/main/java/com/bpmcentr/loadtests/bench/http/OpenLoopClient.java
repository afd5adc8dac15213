package com.bpmcentr.loadtests.bench.http;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a fixed rate, whether or not the answers keep up. A request's latency counts
 * from the moment at which it was due: a server that stalls is charged with all requests that had
 * to wait meanwhile (no coordinated omission).
 *
 * <p>One thread that never sleeps, because a timer's slack is as long as a good answer. How much of
 * its time it had something to do is told as its load.
 */
public final class OpenLoopClient {
  private static final int SENDS_AT_ONCE = 8;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Selector selector = Selector.open();
  private final Deque<ClientConnection> idle = new ArrayDeque<>();
  private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
  private final double nanosBetween;

  private long served;
  private long wrong;
  private long unanswered;

  // of the part under way
  private long begin;
  private long sent;
  private long answered;
  private long busy;

  private OpenLoopClient(int rate) throws IOException {
    nanosBetween = 1e9 / rate;
  }

  /**
   * Arguments: port, file of requests, seconds that do not count, seconds that do, connections,
   * with what each answer's body begins, and requests a second.
   */
  public static void main(String[] arguments) throws IOException {
    int rate = Integer.parseInt(arguments[6]);
    OpenLoopClient client = new OpenLoopClient(rate);
    RequestBytes requests = new RequestBytes(RequestFile.read(Path.of(arguments[1])));
    ResponseReader answers = new ResponseReader(arguments[5]);
    for (int left = Integer.parseInt(arguments[4]); left > 0; left--) {
      client.idle.add(
          ClientConnection.open(
              Integer.parseInt(arguments[0]), requests, answers, client.selector));
    }
    client.run((long) rate * Integer.parseInt(arguments[2]));
    // A schedule of its own: while this program's code is not compiled yet it falls behind, and
    // what it then owes would be sent in one go, and waited for, among the requests that count.
    // Nothing else changes, so that the compiled code stays.
    client.latency.reset();
    long nanos = client.run((long) rate * Integer.parseInt(arguments[3]));
    client.tell(nanos / 1e3, client.busy / 1e3);
  }

  /** Sends so many, each when it is due, and waits for their answers; how long all that took. */
  private long run(long all) throws IOException {
    begin = System.nanoTime();
    sent = 0;
    answered = 0;
    busy = 0;
    long giveUp = due(all) + PATIENCE_NANOS;
    long now = begin;
    while (answered < all && now - giveUp < 0) {
      int sends = 0;
      while (sends < SENDS_AT_ONCE && sent < all && due(sent) - now <= 0 && !idle.isEmpty()) {
        idle.remove().send(sent, due(sent));
        sent++;
        sends++;
      }
      int ready = selector.selectNow(key -> read(ClientConnection.of(key)));
      long before = now;
      now = System.nanoTime();
      if (sends > 0 || ready > 0) {
        busy += now - before;
      }
    }
    unanswered += all - answered;
    return System.nanoTime() - begin;
  }

  private void read(ClientConnection connection) {
    if (!connection.read()) {
      return;
    }
    latency.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - connection.dueAt()));
    if (!connection.wasRight()) {
      wrong++;
    }
    answered++;
    served++;
    idle.add(connection);
  }

  /** When a request is to be sent. */
  private long due(long number) {
    return begin + (long) (number * nanosBetween);
  }

  private void tell(double micros, double busyMicros) {
    System.out.println("requests=" + latency.getTotalCount());
    System.out.println("micros=" + micros);
    System.out.println("errors.wrong=" + wrong);
    System.out.println("errors.unanswered=" + unanswered);
    System.out.println("share=" + busyMicros / micros);
    System.out.println("served=" + served);
    System.out.println("p50=" + latency.getValueAtPercentile(50) / 1e3);
    System.out.println("p99=" + latency.getValueAtPercentile(99) / 1e3);
    System.out.println("p999=" + latency.getValueAtPercentile(99.9) / 1e3);
  }
}
