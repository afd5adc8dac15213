package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/** HTTP/2 by the frame (RFC 9113), for what no client library would send. */
public final class RawHttp2 implements AutoCloseable {

  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;

  private final SSLSocket socket;
  private final DataInputStream in;

  /** A frame as it came. */
  public record Frame(int type, int flags, int stream, byte[] payload) {
    /** The number with which a RST_STREAM begins, or that which follows a GOAWAY's stream. */
    public int errorCode() {
      int at = type == GOAWAY ? 4 : 0;
      return payload[at + 2] << 8 | payload[at + 3];
    }

    /** The stream that a GOAWAY names as the last. */
    public int lastStream() {
      return ByteBuffer.wrap(payload).getInt();
    }

    /** Whether the stream ends with it. */
    public boolean isLast() {
      return (flags & END_STREAM) != 0;
    }
  }

  /** Connects, and says what a client must say first, with these settings. */
  public RawHttp2(int port, byte[]... settings) throws IOException {
    socket = TestTls.socket(port, "h2");
    socket.startHandshake();
    in = new DataInputStream(socket.getInputStream());
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    first.writeBytes(frame(SETTINGS, 0, 0, concat(settings)));
    send(first.toByteArray());
  }

  public static byte[] setting(int id, int value) {
    return new byte[] {
      0, (byte) id, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  public static byte[] frame(int type, int flags, int stream, byte[] payload) {
    byte[] frame = Arrays.copyOf(new byte[9], 9 + payload.length);
    frame[0] = (byte) (payload.length >> 16);
    frame[1] = (byte) (payload.length >> 8);
    frame[2] = (byte) payload.length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    frame[5] = (byte) (stream >> 24);
    frame[6] = (byte) (stream >> 16);
    frame[7] = (byte) (stream >> 8);
    frame[8] = (byte) stream;
    System.arraycopy(payload, 0, frame, 9, payload.length);
    return frame;
  }

  /** A check's header fields (RFC 7541), in plain letters and no table. */
  public static byte[] check(String method, String key) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    // :scheme https
    block.write(0x87);
    literal(block, 2, method);
    literal(block, 4, "/v1/verify?connector=rozetka&account=1");
    literal(block, 1, "e");
    // authorization, beyond what four bits hold
    block.write(15);
    literal(block, 23 - 15, "Bearer " + key);
    return block.toByteArray();
  }

  /** Adds a field of the static table with another value. */
  public static void literal(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    if (value.length() < 127) {
      block.write(value.length());
    } else {
      block.write(127);
      int rest = value.length() - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write(rest & 127 | 128);
      }
      block.write(rest);
    }
    block.writeBytes(value.getBytes(US_ASCII));
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  public void send(byte[]... frames) throws IOException {
    socket.getOutputStream().write(concat(frames));
  }

  /** Sends, unless the other side has closed in the meantime. */
  public void sendIfOpen(byte[]... frames) {
    try {
      send(frames);
    } catch (IOException e) {
      // what came of it is looked at elsewhere
    }
  }

  /** Waits for the next frame of that type and stream. */
  public Frame await(int type, int stream) throws IOException {
    Frame frame = next();
    while (frame.type() != type || frame.stream() != stream) {
      frame = next();
    }
    return frame;
  }

  /** The next frame, of whatever type and stream. */
  public Frame next() throws IOException {
    byte[] head = in.readNBytes(9);
    if (head.length < 9) {
      throw new EOFException("closed");
    }
    int length = (head[0] & 255) << 16 | (head[1] & 255) << 8 | head[2] & 255;
    int from = (head[5] & 127) << 24 | (head[6] & 255) << 16 | (head[7] & 255) << 8 | head[8] & 255;
    return new Frame(head[3], head[4], from, in.readNBytes(length));
  }

  /** Waits for the other side to close. */
  public boolean isClosedByPeer() {
    try {
      while (in.read() >= 0) {
        // what it said before is of no interest
      }
      return true;
    } catch (IOException reset) {
      return !(reset instanceof SocketTimeoutException);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
