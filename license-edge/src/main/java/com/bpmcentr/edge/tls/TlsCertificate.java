package com.bpmcentr.edge.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public port's certificate. Its files are read again every few seconds; a new pair serves new
 * connections from then on, and those that are open go on. A pair that cannot be used is an alarm,
 * and the one of before stays.
 */
public final class TlsCertificate {

  private static final Logger log = LoggerFactory.getLogger(TlsCertificate.class);

  private static final long LOOK_AGAIN_MILLIS = 2_000;

  /** Who writes a chain in pieces has written the next one by then. */
  private static final long LOOK_TWICE_MILLIS = 500;

  private static final int HANDSHAKE_SECONDS = 5;
  private static final Set<String> VERSIONS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));

  /** More of one client at a time has no use: it asks one question a module run. */
  private static final int MOST_STREAMS = 100;

  /** Streams that a client may take back (CVE-2023-44487); an honest one hardly does. */
  private static final int MOST_RESETS = 100;

  private static final int RESETS_SECONDS = 10;

  private final TlsFiles files;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile TlsIdentity current;
  private volatile boolean unusable;

  /** Read at the last look, and not served yet. */
  private volatile @Nullable TlsIdentity candidate;

  /**
   * Reads the files for the first time.
   *
   * @throws TlsUnusableException when they cannot be used
   */
  public TlsCertificate(TlsFiles files) throws TlsUnusableException {
    this.files = files;
    this.current = TlsIdentity.read(files);
  }

  /** Registers the gauges, which are there without a certificate too. */
  public static void register(
      MeterRegistry registry, Optional<TlsCertificate> certificate, InstantSource clock) {
    Gauge.builder(
            "edge.tls.remaining", () -> certificate.map(c -> c.remaining(clock)).orElse(Double.NaN))
        .baseUnit("seconds")
        .description("Until the certificate expires; not a number without TLS")
        .register(registry);
    Gauge.builder(
            "edge.tls.unusable", () -> certificate.filter(c -> c.unusable).isPresent() ? 1 : 0)
        .description("1 while the certificate's files hold something that cannot be used")
        .register(registry);
  }

  /** Has the options speak TLS, and HTTP/2 beside HTTP/1.1. */
  public void secure(HttpServerOptions options, int largestHeaders) {
    options
        .setSsl(true)
        // not on the event loop, which answers those who have shaken hands
        .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
        .setKeyCertOptions(current.options())
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MOST_STREAMS)
                .setMaxHeaderListSize(largestHeaders))
        .setHttp2RstFloodMaxRstFramePerWindow(MOST_RESETS)
        .setHttp2RstFloodWindowDuration(RESETS_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
  }

  /** From now on this server, which listens, gets each new certificate. */
  public void serve(HttpServer server) {
    servers.add(server);
  }

  /** Begins to look at the files. */
  public void watch(Vertx vertx) {
    lookIn(LOOK_AGAIN_MILLIS, vertx);
  }

  private void lookIn(long millis, Vertx vertx) {
    vertx.setTimer(
        millis,
        timer ->
            vertx
                .executeBlocking(this::settled)
                .onSuccess(this::offer)
                .onComplete(
                    looked ->
                        lookIn(candidate == null ? LOOK_AGAIN_MILLIS : LOOK_TWICE_MILLIS, vertx)));
  }

  /**
   * What the files hold now, if it is new and usable, and was there at the look before: each piece
   * of a chain that is still being written can be a shorter chain.
   */
  Optional<TlsIdentity> settled() {
    Optional<TlsIdentity> read = readAgain();
    TlsIdentity before = candidate;
    if (read.isPresent() && before != null && read.get().isSameAs(before)) {
      candidate = null;
      return read;
    }
    candidate = read.orElse(null);
    return Optional.empty();
  }

  /** What the files hold now, if it is new and usable. */
  private Optional<TlsIdentity> readAgain() {
    try {
      Optional<TlsIdentity> read = TlsIdentity.readIfOther(files, current);
      if (unusable) {
        log.info("the certificate's files can be used again");
      }
      unusable = false;
      return read;
    } catch (TlsUnusableException e) {
      if (!unusable) {
        log.error("new TLS files are refused, the certificate in use stays: {}", e.getMessage());
      }
      unusable = true;
      return Optional.empty();
    }
  }

  private void offer(Optional<TlsIdentity> read) {
    if (read.isEmpty()) {
      return;
    }
    TlsIdentity offered = read.get();
    current = offered;
    for (HttpServer server : servers) {
      server
          .updateSSLOptions(
              new ServerSSLOptions()
                  .setKeyCertOptions(offered.options())
                  .setEnabledSecureTransportProtocols(VERSIONS)
                  .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                  .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                  .setUseAlpn(true),
              true)
          .onFailure(failure -> unusable = true);
    }
    log.info("a new certificate, valid until {}, serves new connections", offered.notAfter());
  }

  private double remaining(InstantSource clock) {
    return Duration.between(clock.instant(), current.notAfter()).toSeconds();
  }
}
