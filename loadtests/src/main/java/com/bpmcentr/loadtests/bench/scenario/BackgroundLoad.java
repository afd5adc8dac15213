package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import com.bpmcentr.loadtests.bench.http.ResponseReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks at a fixed rate, whatever the edge does: one that is answered late is counted from when it
 * was due, and so are all that had to wait behind it.
 *
 * <p>One thread, which sleeps in between, since it shares the processors with what is measured; a
 * time is right to about 0.1 ms. The benchmark's client has one for itself and never sleeps.
 */
final class BackgroundLoad implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final long LONGEST_NAP_NANOS = 100_000;
  private static final ResponseReader VALID = new ResponseReader(Check.VALID);

  private final List<byte[]> requests;
  private final long intervalNanos;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final AtomicLong refused = new AtomicLong();
  private final Thread thread;
  private int nextRequest;
  private volatile @Nullable Samples sink;
  private volatile @Nullable IOException failure;
  private volatile boolean stopped;

  /**
   * Connects; nothing is sent yet.
   *
   * @param requests sent in turn, each of which must be answered VALID
   * @param perSecond how many are sent a second
   */
  BackgroundLoad(int port, List<byte[]> requests, int perSecond) throws IOException {
    this.requests = List.copyOf(requests);
    this.intervalNanos = 1_000_000_000L / perSecond;
    this.selector = Selector.open();
    for (int i = 0; i < CONNECTIONS; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channels.add(channel);
      Connection connection = new Connection(channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      idle.add(connection);
    }
    this.thread = Thread.ofPlatform().name("open-loop-" + port).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** From now on the times of checks, in nanoseconds, go there; null: nowhere. */
  void recordTo(@Nullable Samples samples) {
    sink = samples;
  }

  /** How many checks were answered with anything but VALID. */
  long refused() {
    return refused.get();
  }

  private void run() {
    try {
      long due = System.nanoTime();
      while (!stopped) {
        selector.selectNow(key -> ((Connection) key.attachment()).read());
        IOException broken = failure;
        if (broken != null) {
          return;
        }
        long now = System.nanoTime();
        while (due <= now && !idle.isEmpty()) {
          byte[] request = requests.get(nextRequest);
          nextRequest = nextRequest + 1 == requests.size() ? 0 : nextRequest + 1;
          idle.remove().write(request, due);
          due += intervalNanos;
        }
        if (due > now) {
          LockSupport.parkNanos(Math.min(due - now, LONGEST_NAP_NANOS));
        } else {
          // Every connection waits for its answer.
          LockSupport.parkNanos(LONGEST_NAP_NANOS);
        }
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /** One check at a time, so that an answer needs no matching. */
  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
    private long due;
    private @Nullable Samples to;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void write(byte[] request, long dueAt) throws IOException {
      due = dueAt;
      to = sink;
      ByteBuffer rest = ByteBuffer.wrap(request);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    void read() {
      try {
        if (channel.read(answer) < 0) {
          throw new EOFException("the edge closed a connection under load");
        }
        int end = ResponseReader.end(answer.array(), answer.position());
        if (end >= 0) {
          Samples samples = to;
          if (samples != null) {
            samples.add(System.nanoTime() - due);
          }
          if (!VALID.isRight(answer.array(), end)) {
            refused.incrementAndGet();
          }
          answer.clear();
          idle.add(this);
        }
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** Stops sending; throws if the load could not be kept up to its end. */
  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
    IOException broken = failure;
    if (broken != null) {
      throw new IOException("the load broke off: " + broken.getMessage(), broken);
    }
  }
}
