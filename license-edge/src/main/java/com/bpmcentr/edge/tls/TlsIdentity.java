package com.bpmcentr.edge.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A certificate and its key as they were read at one moment, proven to fit each other. */
final class TlsIdentity {

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_FLIGHTS = 10;
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN [^-]*CERTIFICATE");
  private static final Pattern END = Pattern.compile("-----END [^-]*CERTIFICATE[^-]*-----");

  private final byte[] certificate;
  private final byte[] key;
  private final Instant notAfter;

  private TlsIdentity(byte[] certificate, byte[] key, Instant notAfter) {
    this.certificate = certificate;
    this.key = key;
    this.notAfter = notAfter;
  }

  /**
   * Reads both files and tries a handshake with them: a new key beside the old certificate fails.
   */
  static TlsIdentity read(TlsFiles files) throws TlsUnusableException {
    return tried(bytes(files.certificate()), bytes(files.key()));
  }

  /** The same, if the files no longer hold these; empty when they do. */
  static Optional<TlsIdentity> readIfOther(TlsFiles files, TlsIdentity known)
      throws TlsUnusableException {
    byte[] certificate = bytes(files.certificate());
    byte[] key = bytes(files.key());
    return Arrays.equals(certificate, known.certificate) && Arrays.equals(key, known.key)
        ? Optional.empty()
        : Optional.of(tried(certificate, key));
  }

  private static TlsIdentity tried(byte[] certificate, byte[] key) throws TlsUnusableException {
    return new TlsIdentity(certificate, key, notAfter(certificate, key));
  }

  private static byte[] bytes(Path file) throws TlsUnusableException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new TlsUnusableException(file + " is no PEM file: too large");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TlsUnusableException("cannot read " + file);
    }
  }

  /** Until when the certificate is valid, as a client sees it. */
  private static Instant notAfter(byte[] certificate, byte[] key) throws TlsUnusableException {
    try {
      SslContext server =
          SslContextBuilder.forServer(
                  new ByteArrayInputStream(certificate), new ByteArrayInputStream(key))
              .build();
      SslContext client =
          SslContextBuilder.forClient()
              // whether clients trust it is theirs to say; here it is only whether both fit
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .endpointIdentificationAlgorithm(null)
              .build();
      Certificate[] shown =
          shakeHands(
              new EmbeddedChannel(server.newHandler(ByteBufAllocator.DEFAULT)),
              new EmbeddedChannel(client.newHandler(ByteBufAllocator.DEFAULT)));
      requireWhole(certificate, shown.length);
      return ((X509Certificate) shown[0]).getNotAfter().toInstant();
    } catch (SSLException | RuntimeException e) {
      throw new TlsUnusableException("certificate and key are not PEM, or do not fit each other");
    }
  }

  /** What has no end is passed over by who reads PEM: half a file would be a shorter chain. */
  private static void requireWhole(byte[] file, int shown) throws TlsUnusableException {
    String pem = new String(file, ISO_8859_1);
    long begun = BEGIN.matcher(pem).results().count();
    if (begun != shown || END.matcher(pem).results().count() != shown) {
      throw new TlsUnusableException(
          "the certificate's file begins " + begun + " certificates, and " + shown + " are whole");
    }
  }

  private static Certificate[] shakeHands(EmbeddedChannel server, EmbeddedChannel client)
      throws SSLException {
    try {
      SslHandler clientsEnd = client.pipeline().get(SslHandler.class);
      for (int i = 0; i < MOST_FLIGHTS && !clientsEnd.handshakeFuture().isSuccess(); i++) {
        move(client, server);
        move(server, client);
      }
      return clientsEnd.engine().getSession().getPeerCertificates();
    } finally {
      var _ = client.close();
      var _ = server.close();
      client.releaseInbound();
      client.releaseOutbound();
      server.releaseInbound();
      server.releaseOutbound();
    }
  }

  private static void move(EmbeddedChannel from, EmbeddedChannel to) {
    for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      to.writeInbound(bytes);
    }
  }

  /** Whether both were read from the same bytes. */
  boolean isSameAs(TlsIdentity other) {
    return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
  }

  /** For Vert.x: the very bytes that were tried, whatever the files say by now. */
  PemKeyCertOptions options() {
    return new PemKeyCertOptions()
        .setCertValue(Buffer.buffer(certificate))
        .setKeyValue(Buffer.buffer(key));
  }

  /** Until when the certificate is valid. */
  Instant notAfter() {
    return notAfter;
  }

  @Override
  public String toString() {
    return "TlsIdentity[notAfter=" + notAfter + "]";
  }
}
