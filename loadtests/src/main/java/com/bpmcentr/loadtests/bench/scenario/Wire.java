package com.bpmcentr.loadtests.bench.scenario;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that stays open, one call after the other. Of its own, because the times
 * that matter here are those of the socket, before any client library has had its share.
 */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 300_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[16 * 1024];
  private int next;
  private int end;

  /**
   * An answer.
   *
   * @param sentAt when the request was handed to the socket, of {@link System#nanoTime}
   * @param answeredAt when the answer's first bytes were there, likewise
   */
  record Reply(int status, List<String> headers, String body, long sentAt, long answeredAt) {
    Reply {
      headers = List.copyOf(headers);
    }

    /** The header's value; empty if there is none. */
    String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** Connects to that port of this machine. */
  Wire(int port) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** On a connection that is there, and ends with this. */
  Wire(Socket connected) throws IOException {
    socket = connected;
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Sends a whole request and reads the whole answer. */
  Reply send(byte[] request) throws IOException {
    long sentAt = System.nanoTime();
    out.write(request);
    next = 0;
    end = 0;
    fill();
    long answeredAt = System.nanoTime();
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    List<String> headers = new ArrayList<>();
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      }
    }
    byte[] body = chunked ? chunks() : bytes(length);
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8), sentAt, answeredAt);
  }

  private byte[] chunks() throws IOException {
    byte[] body = new byte[0];
    while (true) {
      int length = Integer.parseInt(line().strip(), 16);
      byte[] chunk = bytes(length);
      line();
      if (length == 0) {
        return body;
      }
      byte[] longer = new byte[body.length + length];
      System.arraycopy(body, 0, longer, 0, body.length);
      System.arraycopy(chunk, 0, longer, body.length, length);
      body = longer;
    }
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int have = 0; have < length; ) {
      if (next == end) {
        fill();
      }
      int count = Math.min(length - have, end - next);
      System.arraycopy(buffer, next, bytes, have, count);
      next += count;
      have += count;
    }
    return bytes;
  }

  /** Up to the line's end, which is left out. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (next == end) {
        fill();
      }
      char c = (char) (buffer[next++] & 0xFF);
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append(c);
      }
    }
  }

  private void fill() throws IOException {
    next = 0;
    end = in.read(buffer);
    if (end < 0) {
      end = 0;
      throw new EOFException("the connection was closed while an answer was awaited");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
