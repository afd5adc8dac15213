package com.bpmcentr.edge;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.binding.ClaimDesk;
import com.bpmcentr.edge.binding.PgClaims;
import com.bpmcentr.edge.guard.ConnectionGate;
import com.bpmcentr.edge.guard.GuardConfig;
import com.bpmcentr.edge.guard.GuardedTransport;
import com.bpmcentr.edge.guard.Refusals;
import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.guard.UnknownKeyBudget;
import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.edge.journal.DiskStore;
import com.bpmcentr.edge.ops.Draining;
import com.bpmcentr.edge.ops.FeedMetrics;
import com.bpmcentr.edge.ops.HealthReport;
import com.bpmcentr.edge.ops.LoopWatch;
import com.bpmcentr.edge.ops.OperationsVerticle;
import com.bpmcentr.edge.ops.PgPresence;
import com.bpmcentr.edge.ops.Presence;
import com.bpmcentr.edge.replica.BackgroundCheck;
import com.bpmcentr.edge.replica.Doorbell;
import com.bpmcentr.edge.replica.FeedAlarm;
import com.bpmcentr.edge.replica.FeedFollower;
import com.bpmcentr.edge.replica.FeedStatus;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.KeyringFile;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.edge.replica.MissingPeppers;
import com.bpmcentr.edge.replica.PgFeed;
import com.bpmcentr.edge.replica.TrustedKeys;
import com.bpmcentr.edge.tls.TlsCertificate;
import com.bpmcentr.edge.usage.OperationTotals;
import com.bpmcentr.edge.usage.PgUsage;
import com.bpmcentr.edge.usage.UsageFlusher;
import com.bpmcentr.edge.verify.CheckDecider;
import com.bpmcentr.edge.verify.CheckMetrics;
import com.bpmcentr.license.Peppers;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One edge: wired by hand here, from the configuration to the open ports. */
public final class LicenseEdge implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LicenseEdge.class);

  private static final int WRONG_CONFIGURATION = 2;
  private static final int CANNOT_START = 1;

  /** As Java's own with -XX:+ExitOnOutOfMemoryError. */
  private static final int THREAD_FAILED = 3;

  private static final int STOP_SECONDS = 8;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(9);

  private final CompletableFuture<Integer> publicPort = new CompletableFuture<>();
  private final CompletableFuture<Integer> operationsPort = new CompletableFuture<>();

  /** What has to be stopped, last started first. */
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private LicenseEdge() {}

  /** Starts an edge from the environment; ends the program with status 2 when that is wrong. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(LicenseEdge::end);
    AtomicReference<@Nullable LicenseEdge> started = new AtomicReference<>();
    // before the start, which may be asked to end as well
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started.get()), "stop"));
    try {
      EdgeConfig config = EdgeConfig.from(System.getenv(), arguments);
      started.set(start(config, clock(config.clockOffset()), System::nanoTime));
    } catch (ConfigurationException e) {
      cannotStart(e, WRONG_CONFIGURATION);
    } catch (StartException e) {
      cannotStart(e, CANNOT_START);
    }
  }

  private static void stop(@Nullable LicenseEdge started) {
    if (started != null) {
      started.closeInTime();
    }
    // a requested stop is no failure: not the 143 that the virtual machine would give
    Runtime.getRuntime().halt(0);
  }

  private static void cannotStart(Exception why, int status) {
    System.err.println(why.getMessage());
    // past the hook, which is for who asks for a stop
    Runtime.getRuntime().halt(status);
  }

  private static Clock clock(Duration offset) {
    if (!offset.isZero()) {
      log.warn("EDGE_CLOCK_OFFSET: this edge's clock is {} from the machine's, for tests", offset);
    }
    return Clock.offset(Clock.systemUTC(), offset);
  }

  /**
   * Starts an edge; it may have no license set yet when this returns.
   *
   * @param nanoTime monotonic time in nanoseconds
   * @throws ConfigurationException when the keyring or the peppers cannot be read
   * @throws StartException when a port cannot be opened
   */
  static LicenseEdge start(EdgeConfig config, InstantSource clock, LongSupplier nanoTime)
      throws ConfigurationException, StartException {
    KeyringFile keyring = config.readKeyring();
    Peppers peppers = config.readPeppers();
    Optional<TlsCertificate> tls = config.readTls();
    LicenseEdge edge = new LicenseEdge();
    try {
      edge.start(config, keyring, peppers, tls, clock, nanoTime);
      return edge;
    } catch (StartException e) {
      edge.close();
      throw e;
    }
  }

  private void start(
      EdgeConfig config,
      KeyringFile keyring,
      Peppers peppers,
      Optional<TlsCertificate> tls,
      InstantSource clock,
      LongSupplier nanoTime)
      throws StartException {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    GuardConfig guard = config.guard();
    Refusals refusals = new Refusals(metrics);
    TlsCertificate.register(metrics, tls, clock);
    ConnectionGate gate = new ConnectionGate(guard, tls.isPresent(), refusals, metrics, nanoTime);
    // two event loops more than serve: contexts are dealt out in turn, the database has the first
    // and the operations port the second, so that what they do keeps no check waiting
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(config.eventLoops() + 2)
                    // who shake hands: so that a flood of them is one thread in two for the system
                    .setInternalBlockingPoolSize(config.eventLoops()))
            .withTransport(GuardedTransport.preferNative(EdgeVerticle::isPublic, gate))
            .build();
    running.push(() -> await("the event loops", vertx.close()));
    Context background = vertx.getOrCreateContext();

    Draining draining = new Draining();
    FeedStatus status = new FeedStatus(clock);
    FreshnessClock freshness = new FreshnessClock(clock, nanoTime);
    ClaimBook claimBook = new ClaimBook(nanoTime);
    LicenseReplica replica =
        new LicenseReplica(claimBook, new MissingPeppers(peppers.ids(), clock, status));

    PgClaims claims = track(new PgClaims(vertx, background, config.databaseUrl(), config.edgeId()));
    ClaimDesk desk = new ClaimDesk(claims, claimBook);
    CheckMetrics checkMetrics = new CheckMetrics(metrics, nanoTime);
    CheckDecider decider =
        new CheckDecider(
            replica, peppers, freshness, claimBook, desk, clock, config.magicKeys(), checkMetrics);

    PgPresence.EdgeIdentity identity = identity(config);
    PgPresence presenceRows =
        track(new PgPresence(vertx, background, config.databaseUrl(), identity));
    Presence presence =
        new Presence(
            vertx,
            background,
            presenceRows,
            replica,
            freshness,
            status,
            config.snapshotDirectory().isPresent());

    FeedMetrics.register(metrics, identity, replica, freshness, status);
    PgUsage usageRows =
        track(new PgUsage(vertx, background, config.databaseUrl(), config.edgeId()));
    OperationTotals operationTotals = new OperationTotals(usageRows, clock);
    UsageFlusher usage =
        new UsageFlusher(
            usageRows,
            operationTotals,
            config.snapshotDirectory().orElse(null),
            config.edgeId(),
            identity.bootId(),
            clock,
            nanoTime);
    usage.register(metrics);
    LoopWatch loops = new LoopWatch();
    loops.register(metrics);
    HealthReport health =
        new HealthReport(config.edgeId(), replica, freshness, status, draining, loops);
    EdgeParts parts =
        new EdgeParts(
            replica,
            freshness,
            decider,
            checkMetrics,
            new SenderLimits(new UnknownKeyBudget(guard, refusals, nanoTime)),
            refusals,
            usage,
            operationTotals,
            draining,
            loops,
            tls,
            nanoTime,
            publicPort);

    await(
        "EDGE_MANAGEMENT_PORT: cannot listen on "
            + config.managementHost()
            + ":"
            + config.managementPort(),
        vertx.deployVerticle(
            new OperationsVerticle(
                config.managementHost(),
                config.managementPort(),
                health,
                loops,
                metrics,
                operationsPort)));
    String publicServers =
        await(
            "EDGE_PORT: cannot listen on " + config.host() + ":" + config.port(),
            vertx.deployVerticle(
                () -> new EdgeVerticle(config, parts),
                new DeploymentOptions().setInstances(config.eventLoops())));

    tls.ifPresent(certificate -> certificate.watch(vertx));

    Doorbell doorbell = new Doorbell();
    PgFeed feed =
        track(
            new PgFeed(
                vertx,
                background,
                config.databaseUrl(),
                config.edgeId() + " feed",
                doorbell::ring));
    TrustedKeys keys = track(new TrustedKeys(keyring, status));
    PgFeed rereading =
        track(
            new PgFeed(
                vertx, background, config.databaseUrl(), config.edgeId() + " check", () -> {}));
    BackgroundCheck check = track(new BackgroundCheck(rereading, keys, status, nanoTime));
    DiskStore store = openStore(config);
    ChangeLog changes =
        store == null ? ChangeLog.none(presence::kept) : journal(store, presence, status, nanoTime);
    // while the folder is this edge's alone, from here to the end: what an earlier start has left
    // there is counted, and the next start finds all that this one leaves
    track(usage).start();
    FeedFollower follower =
        track(
            new FeedFollower(
                store, feed, keys, replica, check, claimBook, freshness, status, doorbell, changes,
                nanoTime));
    Thread.ofPlatform().daemon().name("feed").start(follower);
    presence.start();
    // stopped before all else: what they use stays until the last answer is given, and nothing is
    // counted any more when the last of the usage is brought away
    running.push(() -> goodbye(draining, config.drainSeconds(), vertx, publicServers));
    log.info(
        "edge {} answers on {}:{}, operations on {}:{}",
        config.edgeId(),
        config.host(),
        publicPort(),
        config.managementHost(),
        operationsPort());
  }

  /** The port that checks are answered on. */
  int publicPort() {
    return publicPort.join();
  }

  /** The port of health and metrics. */
  int operationsPort() {
    return operationsPort.join();
  }

  /**
   * No part goes on without one of its threads in silence: whoever supervises the program starts
   * all of it anew. What the feed shows comes here only by using up the memory.
   */
  static void end(Thread thread, Throwable failure) {
    try {
      log.error("the thread {} has failed, and the edge ends", thread.getName(), failure);
    } finally {
      Runtime.getRuntime().halt(THREAD_FAILED);
    }
  }

  /** Stops everything; what has not ended in time is left to its journals. */
  private void closeInTime() {
    Thread closing = Thread.ofPlatform().daemon().name("closing").start(this::close);
    try {
      if (!closing.join(LONGEST_STOP)) {
        log.warn("not everything has stopped within {} s", LONGEST_STOP.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops everything, in the reverse order of its start. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        log.warn("a part did not stop cleanly: {}", e.getMessage());
      }
    }
  }

  private static @Nullable DiskStore openStore(EdgeConfig config) throws StartException {
    Path folder = config.snapshotDirectory().orElse(null);
    try {
      return folder == null ? null : DiskStore.open(folder, config.edgeId());
    } catch (IOException e) {
      throw new StartException("EDGE_SNAPSHOT_DIR: " + folder + ": " + e.getMessage());
    }
  }

  /** Without a disk that can be written, nothing is kept: nothing is receipted, and it is said. */
  private ChangeLog journal(
      DiskStore store, Presence presence, FeedStatus status, LongSupplier nanoTime) {
    Consumer<String> alarm = failure -> status.raise(FeedAlarm.DISK_FAILED, failure);
    try {
      return track(store.journal(presence::kept, alarm, nanoTime));
    } catch (IOException e) {
      String failure = "until the next start: " + e.getMessage();
      alarm.accept(failure);
      return ChangeLog.none(notKept -> alarm.accept(failure));
    }
  }

  /** Sends callers away for a while, then ends when the last request under way has its answer. */
  private static void goodbye(Draining draining, int seconds, Vertx vertx, String publicServers)
      throws InterruptedException, StartException {
    draining.begin();
    log.info("stopping: not ready any more, answering on for {} s", seconds);
    TimeUnit.SECONDS.sleep(seconds);
    await("the public port", vertx.undeploy(publicServers));
  }

  private <T extends AutoCloseable> T track(T part) {
    running.push(part);
    return part;
  }

  private static PgPresence.EdgeIdentity identity(EdgeConfig config) {
    String version =
        Objects.requireNonNullElse(
            LicenseEdge.class.getPackage().getImplementationVersion(), "development");
    return new PgPresence.EdgeIdentity(
        config.edgeId(), UUID.randomUUID(), config.region(), version);
  }

  private static <T> T await(String what, Future<T> started) throws StartException {
    try {
      return started.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StartException(what + ": " + cause.getMessage());
    } catch (TimeoutException e) {
      throw new StartException(what + ": no answer within " + STOP_SECONDS + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException(what + ": interrupted");
    }
  }
}
