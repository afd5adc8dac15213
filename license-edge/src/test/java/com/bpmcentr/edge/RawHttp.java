package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** HTTP by the byte, for what no client library would send. */
public final class RawHttp implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** A status and a body. */
  public record Answer(int status, String body) {}

  public RawHttp(int port) throws IOException {
    this(port, InetAddress.getLoopbackAddress());
  }

  /** From another address of the loopback. */
  public RawHttp(int port, InetAddress from) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  public void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Reads one answer, its body by its Content-Length. */
  public Answer readAnswer() throws IOException {
    String statusLine = readLine();
    int status = Integer.parseInt(statusLine.substring(9, 12));
    return new Answer(status, new String(in.readNBytes(bodyLength(readFields())), UTF_8));
  }

  /** Reads one answer, and gives its header fields in lower case. */
  public String readHead() throws IOException {
    readLine();
    String fields = readFields();
    in.readNBytes(bodyLength(fields));
    return fields;
  }

  private String readFields() throws IOException {
    StringBuilder fields = new StringBuilder();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      fields.append(line.toLowerCase(Locale.ROOT)).append('\n');
    }
    return fields.toString();
  }

  private static int bodyLength(String fields) {
    return fields
        .lines()
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed after: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /** Waits for the other side to close. */
  public boolean isClosedByPeer() {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return !(reset instanceof SocketTimeoutException);
    }
  }

  /** Says that nothing more will come. */
  public void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads whatever comes until the other side closes. */
  public void awaitEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
