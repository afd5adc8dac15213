package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Certificates for edges under test, and clients that trust whatever they are shown. */
public final class TestTls {

  private static final int PATIENCE_MILLIS = 30_000;

  private TestTls() {}

  /** A certificate and its key, as PEM. */
  public record Pair(String certificate, String key) {

    /** Puts both where an edge with {@link #settings} looks for them. */
    public void install(Path folder) throws IOException {
      Files.writeString(folder.resolve("tls.key"), key);
      Files.writeString(folder.resolve("tls.crt"), certificate);
    }
  }

  /** For an edge whose certificate lies in that folder. */
  public static Map<String, String> settings(Path folder) {
    return Map.of(
        "EDGE_TLS_CERTIFICATE", folder.resolve("tls.crt").toString(),
        "EDGE_TLS_KEY", folder.resolve("tls.key").toString());
  }

  /** By the JDK's own tool, which alone can make a certificate without a library. */
  public static Pair pair(Path folder, String name, int days) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // started a few times for a moment: compiled code would come too late
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                "edge",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    return new Pair(
        pem("CERTIFICATE", keys.getCertificate("edge").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("edge", "changeit".toCharArray()).getEncoded()));
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  /** A connection that has not yet shaken hands, and offers these protocols. */
  public static SSLSocket socket(int port, String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Trusts whatever it is shown, and remembers no session: each handshake is a whole one. */
  public static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

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
