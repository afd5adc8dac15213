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

/** One connection of a load generator, with at most one request under way. */
final class ClientConnection {
  private static final int BUFFER = 16_384;

  private final SocketChannel channel;
  private final RequestBytes requests;
  private final ByteBuffer outgoing;
  private final ResponseReader answers;
  private final ByteBuffer incoming = ByteBuffer.allocate(BUFFER);

  private long dueAt;
  private boolean right;

  private ClientConnection(SocketChannel channel, RequestBytes requests, ResponseReader answers) {
    this.channel = channel;
    this.requests = requests;
    this.outgoing = requests.view();
    this.answers = answers;
  }

  /** Opens one to a server here; the selector tells when there is something to read. */
  static ClientConnection open(
      int port, RequestBytes requests, ResponseReader answers, Selector selector)
      throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    ClientConnection connection = new ClientConnection(channel, requests, answers);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  static ClientConnection of(SelectionKey key) {
    return (ClientConnection) key.attachment();
  }

  /**
   * Sends a request; after the last of all comes the first again.
   *
   * @param due the moment from which its latency counts
   */
  void send(long request, long due) {
    dueAt = due;
    requests.limit(outgoing, request);
    try {
      // A request is far smaller than what a socket takes while none is under way.
      while (outgoing.hasRemaining()) {
        channel.write(outgoing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what has come; true when with it the answer is whole. */
  boolean read() {
    try {
      if (channel.read(incoming) < 0) {
        throw new EOFException("the server closed a connection");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = incoming.array();
    int count = incoming.position();
    int body = ResponseReader.body(bytes, count);
    int end = body < 0 ? Integer.MAX_VALUE : ResponseReader.endOfBody(bytes, body);
    if (end > count) {
      return false;
    }
    right = end == count && answers.isRight(bytes, body, end);
    incoming.clear();
    return true;
  }

  /** The moment from which the latency of the request sent last counts. */
  long dueAt() {
    return dueAt;
  }

  /** Whether its answer, when whole, was what it must be. */
  boolean wasRight() {
    return right;
  }
}
