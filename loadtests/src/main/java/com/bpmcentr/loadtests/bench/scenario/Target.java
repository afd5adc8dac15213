package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The public port of an edge here, and how to connect to it. */
record Target(int port, boolean tls) {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final int PATIENCE_MILLIS = 10_000;
  private static final SSLContext TRUSTING = trusting();

  /** A connection on which HTTP/1.1 can be spoken, from an address of this machine. */
  Socket connect(InetAddress from) throws IOException {
    return tls ? secured(from, "http/1.1") : connectPlainly(from);
  }

  /** One on which nothing has been said, not even by TLS. */
  Socket connectPlainly(InetAddress from) throws IOException {
    Socket socket = new Socket();
    try {
      prepare(socket, from);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  /** One on which that protocol was agreed on. */
  SSLSocket secured(InetAddress from, String protocol) throws IOException {
    SSLSocket socket = (SSLSocket) TRUSTING.getSocketFactory().createSocket();
    try {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      prepare(socket, from);
      socket.startHandshake();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  /** Whose first words are those of a client that knows TLS 1.3 and HTTP/2. */
  static SSLEngine client() {
    SSLEngine engine = TRUSTING.createSSLEngine();
    engine.setUseClientMode(true);
    return engine;
  }

  private void prepare(Socket socket, InetAddress from) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(HERE, port), PATIENCE_MILLIS);
  }

  /** Remembers no session: each handshake is a whole one. */
  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
      context.getClientSessionContext().setSessionTimeout(1);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate was made a moment ago, by the scenario itself. */
  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
