package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.edge.replica.BackgroundCheck;
import com.bpmcentr.edge.replica.Doorbell;
import com.bpmcentr.edge.replica.FeedFollower;
import com.bpmcentr.edge.replica.FeedStatus;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.KeyringFile;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.edge.replica.PgFeed;
import com.bpmcentr.edge.replica.TrustedKeys;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of edges lose the database at the same moment, and all want it back at once. */
class ReconnectsIT {

  private static final int LINKS = 500;
  private static final int REFUSALS = 5;
  private static final int EDGES = Soak.count(25, 500);

  /** Each opens the next after a deadline of 1.5 s, or after a rest where it was turned away. */
  private static final int CONNECTIONS_OF_AN_EDGE = 2;

  /** The server of the usual tests bears the smaller number. */
  private static final int CONNECTIONS = CONNECTIONS_OF_AN_EDGE * EDGES + 50;

  private static final int CUSTOMERS = Soak.count(100, 200);
  private static final int KEYS_OF_A_CUSTOMER = 15;

  /** As docs/decisions/few-edges-read-the-whole-set-at-a-time.md says. */
  private static final int PLACES = 4;

  private static final Duration SHORTEST_REST = Duration.ofMillis(100);

  private static final Duration PATIENCE = Duration.ofSeconds(Soak.count(60, 300));

  /** What has to be stopped, last started first. */
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private final Vertx vertx = Vertx.vertx();
  private TestWorld world;
  private EmbeddedDatabase server;

  /** Each edge's way to the database. */
  private TestProxy line;

  private volatile boolean stopped;

  @TempDir private Path folder;

  @BeforeEach
  void startWorld() throws Exception {
    if (Soak.isLong()) {
      server = serverOfManyConnections();
      world = TestWorld.on(server);
    } else {
      server = TestDatabases.server();
      world = new TestWorld();
    }
    line = track(new TestProxy(world.databasePort()));
  }

  private EmbeddedDatabase serverOfManyConnections() throws Exception {
    try (EmbeddedDatabase first = EmbeddedDatabase.start(TestDatabases.settingsIn(folder));
        Connection connection = first.administrator().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set max_connections = " + CONNECTIONS);
    }
    EmbeddedDatabase started = EmbeddedDatabase.start(TestDatabases.settingsIn(folder));
    running.push(started::crash);
    return started;
  }

  @AfterEach
  void stop() throws Exception {
    stopped = true;
    List<AutoCloseable> database = Soak.isLong() ? List.of(running.removeLast()) : List.of();
    while (!running.isEmpty()) {
      running.pop().close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    world.close();
    for (AutoCloseable last : database) {
      last.close();
    }
  }

  /** A link that asks again as soon as its last question has failed: no edge is as impatient. */
  private final class ImpatientLink {

    /** When it was refused, by {@link System#nanoTime()}. */
    private final List<Long> refusedAt = new CopyOnWriteArrayList<>();

    private final PgLink link;

    ImpatientLink(Context context, DatabaseUrl url, String name) {
      link = track(new PgLink(vertx, context, url, name, 1_000, opened -> {}));
    }

    void ask() {
      link.run(5_000, connection -> connection.query("select 1").execute())
          .onFailure(
              failure -> {
                refusedAt.add(System.nanoTime());
                if (!stopped) {
                  ask();
                }
              });
    }
  }

  /** What many of them do is bounded by this machine as well; what one does is not. */
  @Test
  void one_refused_restsBeforeItAsksAgain() throws Exception {
    line.begin(TestProxy.Fault.REFUSED);
    ImpatientLink link = new ImpatientLink(vertx.getOrCreateContext(), url(), "edge");
    link.ask();
    await().atMost(PATIENCE).until(() -> link.refusedAt.size() >= REFUSALS);

    assertThat(Duration.ofNanos(link.refusedAt.get(REFUSALS - 1) - link.refusedAt.getFirst()))
        .isGreaterThan(SHORTEST_REST.multipliedBy(REFUSALS - 2));
  }

  private DatabaseUrl url() {
    return DatabaseUrl.parse(world.databaseUrlAt(line.port())).orElseThrow();
  }

  @Test
  void fiveHundred_refusedTogether_comeApart() throws Exception {
    line.begin(TestProxy.Fault.REFUSED);
    DatabaseUrl url = url();
    Context context = vertx.getOrCreateContext();
    List<ImpatientLink> links =
        IntStream.range(0, LINKS)
            .mapToObj(i -> new ImpatientLink(context, url, "edge " + i))
            .toList();
    links.forEach(ImpatientLink::ask);
    await()
        .atMost(PATIENCE)
        .until(() -> links.stream().allMatch(link -> link.refusedAt.size() >= REFUSALS));

    double spread = spread(links);
    System.out.printf(
        "500 refused together: a link's longest rest is %.1f of its shortest%n", spread);
    assertThat(spread).isGreaterThan(1.5);
  }

  /**
   * The longest pause between two refusals of a link, of its shortest: of the link in the middle.
   * Rests of one length would make it 1 on a machine with nothing else to do; one that stands still
   * now and then makes it more, never less.
   */
  private static double spread(List<ImpatientLink> links) {
    double[] spreads =
        links.stream()
            .map(link -> LongStream.range(1, REFUSALS).map(i -> pause(link, (int) i)))
            .map(LongStream::summaryStatistics)
            .mapToDouble(pauses -> (double) pauses.getMax() / pauses.getMin())
            .sorted()
            .toArray();
    return spreads[spreads.length / 2];
  }

  private static long pause(ImpatientLink link, int i) {
    return link.refusedAt.get(i) - link.refusedAt.get(i - 1);
  }

  // ---- the whole set: edges without HTTP, each with its own connections, replica and thread

  private static License customer(int number, long version) {
    List<ApiKeyRef> keys =
        IntStream.range(0, KEYS_OF_A_CUSTOMER)
            .mapToObj(i -> Documents.key("k-" + number + "-" + i, "bpm_prod_" + number + "_" + i))
            .toList();
    return Documents.license(
        "c-" + number, version, keys, List.of(Documents.grant("s-" + number, "rozetka", "1")));
  }

  private FeedPosition publish(long version, int customers) {
    return world
        .publisher()
        .publish(
            IntStream.range(0, customers)
                .mapToObj(i -> customer(i, version))
                .toArray(SubjectDocument[]::new));
  }

  /** All of an edge that reads the database for what it holds. */
  private final class ReadingEdge {

    private final FeedStatus status = new FeedStatus(Clock.systemUTC());
    private final LicenseReplica replica;

    ReadingEdge(int number, KeyringFile keyring) {
      ClaimBook claims = new ClaimBook(System::nanoTime);
      Doorbell doorbell = new Doorbell();
      replica = new LicenseReplica(claims);
      TrustedKeys keys = track(new TrustedKeys(keyring, status));
      PgFeed feed = feed("edge " + number + " feed", doorbell::ring);
      PgFeed rereading = feed("edge " + number + " check", () -> {});
      BackgroundCheck check = track(new BackgroundCheck(rereading, keys, status, System::nanoTime));
      FeedFollower follower =
          track(
              new FeedFollower(
                  null,
                  feed,
                  keys,
                  replica,
                  check,
                  claims,
                  new FreshnessClock(Clock.systemUTC(), System::nanoTime),
                  status,
                  doorbell,
                  ChangeLog.none(position -> {}),
                  System::nanoTime));
      Thread.ofVirtual().start(follower);
    }

    boolean waits() {
      return status.state() == FeedStatus.State.WAITING;
    }

    private PgFeed feed(String name, Runnable bell) {
      return track(new PgFeed(vertx, vertx.getOrCreateContext(), url(), name, bell));
    }
  }

  private <T extends AutoCloseable> T track(T part) {
    running.push(part);
    return part;
  }

  private List<ReadingEdge> start() throws Exception {
    KeyringFile keyring = KeyringFile.read(world.folder().resolve("keyring.json"));
    return IntStream.range(0, EDGES).mapToObj(i -> new ReadingEdge(i, keyring)).toList();
  }

  /** Starts them while no reading of the set gets on, until as many read as may. */
  private List<ReadingEdge> startHeldUp() throws Exception {
    try (Connection holder = world.database().connect(DatabaseRole.OWNER);
        Statement statement = holder.createStatement();
        LoadWatch load = new LoadWatch()) {
      holder.setAutoCommit(false);
      statement.execute("lock table license_current");
      List<ReadingEdge> edges = start();
      // who reads gives up after a while and somebody else does: not all wait in the same moment
      Set<ReadingEdge> waited = new HashSet<>();
      await("some read, all others have waited")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                edges.stream().filter(ReadingEdge::waits).forEach(waited::add);
                assertThat(load.mostReading)
                    .as("at once; now they are %s", states(edges))
                    .isGreaterThanOrEqualTo(PLACES);
                assertThat(waited.size() + PLACES)
                    .as("all but those who read have waited; now they are %s", states(edges))
                    .isGreaterThanOrEqualTo(EDGES);
              });
      assertThat(load.mostReading).isEqualTo(PLACES);
      return edges;
    }
  }

  private static Map<FeedStatus.State, Long> states(List<ReadingEdge> edges) {
    return edges.stream()
        .collect(Collectors.groupingBy(edge -> edge.status.state(), Collectors.counting()));
  }

  private String ofEdges() {
    return "datname = '" + world.database().name() + "' and usename = 'license_edge'";
  }

  private static long readings(List<ReadingEdge> edges) {
    return edges.stream().mapToLong(edge -> edge.status.setReadings()).sum();
  }

  private void awaitAll(String what, List<ReadingEdge> edges, FeedPosition position)
      throws Exception {
    long before = readings(edges);
    long began = System.nanoTime();
    try (LoadWatch load = new LoadWatch()) {
      await(what)
          .atMost(PATIENCE)
          .until(() -> edges.stream().allMatch(edge -> position.equals(edge.replica.position())));
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%d edges, %s: %.1f s, %d readings of the set, at most %d at once, at most %d sessions"
              + " at work, %.0f new sessions a second (%d looks)%n",
          EDGES,
          what,
          seconds,
          readings(edges) - before,
          load.mostReading,
          load.mostActive,
          load.sessions() / seconds,
          load.looks);
      assertThat(load.mostReading).isLessThanOrEqualTo(PLACES);
      assertThat(load.sessions())
          .as("new sessions")
          .isLessThanOrEqualTo(Math.round(CONNECTIONS_OF_AN_EDGE * EDGES * (2 + seconds / 1.5)));
      assertThat(load.looks).isGreaterThan(3);
    }
  }

  /** Looks at what the sessions of edges are doing, over and over. */
  private final class LoadWatch implements AutoCloseable {

    private volatile boolean ended;
    private volatile int mostReading;
    private volatile int mostActive;
    private volatile int looks;
    private final Connection connection = server.administrator().getConnection();
    private final long sessionsBefore = countSessions();
    private final Thread thread = Thread.ofVirtual().start(this::watch);

    LoadWatch() throws Exception {}

    private void watch() {
      while (!ended) {
        look();
        LockSupport.parkNanos(1_000_000);
      }
    }

    private void look() {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  """
                  select count(*) filter (where state <> 'idle' and query ~ '(declare|fetch).* set_'),
                         count(*) filter (where state = 'active')
                    from pg_stat_activity
                   where\s"""
                      + ofEdges())) {
        rows.next();
        mostReading = Math.max(mostReading, rows.getInt(1));
        mostActive = Math.max(mostActive, rows.getInt(2));
        looks++;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    long sessions() throws SQLException {
      return countSessions() - sessionsBefore;
    }

    private long countSessions() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select sessions from pg_stat_database where datname = '"
                      + world.database().name()
                      + "'")) {
        rows.next();
        return rows.getLong(1);
      }
    }

    @Override
    public void close() throws Exception {
      ended = true;
      thread.join();
      connection.close();
    }
  }

  @Test
  void manyEdges_allLinksDroppedAtOnce_fewReadTheWholeSetAtATimeAndAllCatchUp() throws Exception {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    FeedPosition first = publish(1, CUSTOMERS);
    List<ReadingEdge> edges = startHeldUp();
    awaitAll("started at once with nothing", edges, first);
    long readAtTheStart = readings(edges);

    // what was missed is still in the feed: it is read from there, and nothing else
    line.begin(TestProxy.Fault.REFUSED);
    FeedPosition second = publish(2, 3);
    line.end();
    awaitAll("cut off, behind by a few entries", edges, second);
    assertThat(readings(edges)).isEqualTo(readAtTheStart);

    // it is not any more: the whole set has to be read, by each, and they hold what they held until
    // then
    line.begin(TestProxy.Fault.REFUSED);
    FeedPosition third = publish(3, CUSTOMERS);
    world.asOwner("delete from feed_entry where seq < ?", third.seq());
    line.end();
    awaitAll("cut off, and what was missed is gone", edges, third);
    assertThat(readings(edges)).isGreaterThanOrEqualTo(readAtTheStart + EDGES);
  }
}
