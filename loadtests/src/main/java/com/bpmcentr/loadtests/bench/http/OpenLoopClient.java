package com.bpmcentr.loadtests.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
  private static final int MOST_REQUESTS = 200_000;
  private static final int SENDS_AT_ONCE = 8;
  private static final int BUFFER = 16_384;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Selector selector = Selector.open();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
  private final ByteBuffer requests;
  private final int[] starts;
  private final ResponseReader answers;
  private final double nanosBetween;
  private final long warmUp;
  private final long all;

  private long sent;
  private long answered;
  private long wrong;
  private long begin;

  private OpenLoopClient(
      List<byte[]> texts, String bodyStart, int rate, int warmUpSeconds, int seconds)
      throws IOException {
    starts = new int[texts.size() + 1];
    for (int i = 0; i < texts.size(); i++) {
      starts[i + 1] = starts[i] + texts.get(i).length;
    }
    requests = ByteBuffer.allocateDirect(starts[texts.size()]);
    texts.forEach(requests::put);
    answers = new ResponseReader(bodyStart);
    nanosBetween = 1e9 / rate;
    warmUp = (long) rate * warmUpSeconds;
    all = warmUp + (long) rate * seconds;
  }

  /**
   * Arguments: port, file of requests, requests a second, seconds that do not count, seconds that
   * do, connections, and with what each answer's body begins.
   */
  public static void main(String[] arguments) throws IOException {
    OpenLoopClient client =
        new OpenLoopClient(
            RequestFile.read(Path.of(arguments[1]), MOST_REQUESTS),
            arguments[6],
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]));
    client.connect(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[5]));
    client.run();
  }

  private void connect(int port, int connections) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Connection connection = new Connection(channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      idle.add(connection);
    }
  }

  private void run() throws IOException {
    begin = System.nanoTime();
    long measuredFrom = due(warmUp);
    long giveUp = due(all) + PATIENCE_NANOS;
    long busy = 0;
    long now = begin;
    while (answered < all && now - giveUp < 0) {
      int sends = 0;
      while (sends < SENDS_AT_ONCE && sent < all && due(sent) - now <= 0 && !idle.isEmpty()) {
        idle.remove().send(sent++);
        sends++;
      }
      int ready = selector.selectNow(key -> ((Connection) key.attachment()).read());
      long before = now;
      now = System.nanoTime();
      if ((sends > 0 || ready > 0) && before - measuredFrom >= 0) {
        busy += now - before;
      }
    }
    tell((System.nanoTime() - measuredFrom) / 1e3, busy / 1e3);
  }

  /** When a request is to be sent. */
  private long due(long number) {
    return begin + (long) (number * nanosBetween);
  }

  private void tell(double micros, double busyMicros) {
    System.out.println("requests=" + latency.getTotalCount());
    System.out.println("micros=" + micros);
    System.out.println("errors.wrong=" + wrong);
    System.out.println("errors.unanswered=" + (all - answered));
    System.out.println("share=" + busyMicros / micros);
    System.out.println("served=" + answered);
    System.out.println("p50=" + latency.getValueAtPercentile(50) / 1e3);
    System.out.println("p99=" + latency.getValueAtPercentile(99) / 1e3);
    System.out.println("p999=" + latency.getValueAtPercentile(99.9) / 1e3);
  }

  /** One connection, with at most one request under way. */
  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer outgoing = requests.duplicate();
    private final ByteBuffer incoming = ByteBuffer.allocate(BUFFER);
    private long number;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send(long request) throws IOException {
      number = request;
      int index = (int) (request % (starts.length - 1));
      outgoing.limit(starts[index + 1]).position(starts[index]);
      // A request is far smaller than what a socket takes while none is under way.
      while (outgoing.hasRemaining()) {
        channel.write(outgoing);
      }
    }

    void read() {
      try {
        if (channel.read(incoming) < 0) {
          throw new EOFException("the server closed a connection");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      int end = ResponseReader.end(incoming.array(), incoming.position());
      if (end >= 0) {
        complete(end);
      }
    }

    private void complete(int end) {
      if (number >= warmUp) {
        latency.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due(number)));
      }
      if (end != incoming.position() || !answers.isRight(incoming.array(), end)) {
        wrong++;
      }
      incoming.clear();
      answered++;
      idle.add(this);
    }
  }
}
