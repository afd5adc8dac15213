package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * Sends prepared requests and returns answers as they came over the wire, byte for byte: the floor
 * gives the same.
 */
final class PlainClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;

  PlainClient(int port) throws IOException {
    socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The whole answer, status line, headers and body. */
  byte[] send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int length = -1;
    String line;
    do {
      line = line(answer);
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    } while (!line.isEmpty());
    if (length < 0) {
      throw new IOException("an answer without Content-Length");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("an answer was cut off");
    }
    answer.writeBytes(body);
    return answer.toByteArray();
  }

  private String line(ByteArrayOutputStream answer) throws IOException {
    int start = answer.size();
    int last = 0;
    while (last != '\n') {
      last = in.read();
      if (last < 0) {
        throw new EOFException("an answer was cut off");
      }
      answer.write(last);
    }
    byte[] soFar = answer.toByteArray();
    return new String(soFar, start, soFar.length - start, ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
