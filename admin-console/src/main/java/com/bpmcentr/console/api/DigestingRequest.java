package com.bpmcentr.console.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.MessageDigest;

/** A request whose body is hashed while it streams by. */
final class DigestingRequest extends HttpServletRequestWrapper {

  private final DigestingStream stream;

  DigestingRequest(HttpServletRequest request, MessageDigest digest) throws IOException {
    super(request);
    this.stream = new DigestingStream(request.getInputStream(), digest);
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  private static final class DigestingStream extends ServletInputStream {

    private final ServletInputStream body;
    private final MessageDigest digest;

    DigestingStream(ServletInputStream body, MessageDigest digest) {
      this.body = body;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      int b = body.read();
      if (b >= 0) {
        digest.update((byte) b);
      }
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = body.read(target, offset, length);
      if (count > 0) {
        digest.update(target, offset, count);
      }
      return count;
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("the API answers synchronously");
    }
  }
}
