package com.bpmcentr.edge;

import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The customers "one" and "two", and an edge that keeps what it holds in a folder of its own. */
public final class DiskWorld implements AutoCloseable {

  /** Where nothing answers. */
  public static final String NO_DATABASE = "postgresql://nobody:none@127.0.0.1:1/nowhere";

  private final TestWorld world;
  private final Path folder;

  /** A world whose edges keep what they hold there. */
  public DiskWorld(Path folder) {
    this(folder, new TestSigner("k1"));
  }

  /** A world whose edges believe what is signed by that one. */
  public DiskWorld(Path folder, TestSigner signer) {
    this.world = new TestWorld(signer);
    this.folder = folder;
    publishBoth(world.publisher());
  }

  /** The connector and both customers, whom an edge lets in, up to position 1-3. */
  public static void publishBoth(TestPublisher publisher) {
    publisher.publish(
        Documents.connector("rozetka", Category.STANDARD),
        customer("one", 1, false),
        customer("two", 1, false));
  }

  public static License customer(String name, long version, boolean isRevoked) {
    Documents.GrantBuilder grant =
        new Documents.GrantBuilder("s-" + name, "rozetka").account("1").endsIn(Duration.ofDays(99));
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(isRevoked ? grant.revoked().build() : grant.build()));
  }

  public FeedPosition publish(String name, long version, boolean isRevoked) {
    return world.publisher().publish(customer(name, version, isRevoked));
  }

  public TestWorld world() {
    return world;
  }

  public String databaseUrl() {
    return world.databaseUrl();
  }

  public Path folder() {
    return folder;
  }

  public TestEdge start(String databaseUrl) {
    return start(folder, databaseUrl);
  }

  public TestEdge start(Path from, String databaseUrl) {
    return start(from, databaseUrl, Clock.systemUTC());
  }

  /** As on a machine with that clock. */
  public TestEdge start(Path from, String databaseUrl, Clock clock) {
    return world.startEdge(settings("e1", from, databaseUrl), clock, System::nanoTime);
  }

  /** As a process of its own. */
  public EdgeProcess startProcess(String edgeId, Path from, String databaseUrl) {
    return world.startProcess(settings(edgeId, from, databaseUrl));
  }

  private Map<String, String> settings(String edgeId, Path from, String databaseUrl) {
    Map<String, String> settings = world.environment(edgeId, databaseUrl);
    settings.put("EDGE_SNAPSHOT_DIR", from.toString());
    return settings;
  }

  /** What the edge says of the customer. */
  public static String code(TestEdge edge, String name) {
    return edge.code("bpm_prod_" + name, "rozetka", "1");
  }

  /** Runs an edge until it has receipted the position. */
  public void runUntilReceipted(FeedPosition position) {
    runUntilReceipted(start(databaseUrl()), position);
  }

  /** Waits until the edge has receipted the position, and ends it. */
  public void runUntilReceipted(TestEdge started, FeedPosition position) {
    try (TestEdge edge = started) {
      edge.awaitPosition(position);
      awaitReceipts(position, 1);
    }
  }

  /** Waits until at least so many runs have receipted the position. */
  public void awaitReceipts(FeedPosition position, int runs) {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(25))
          .until(() -> receipts(connection, position) >= runs);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many runs have receipted the position. */
  public int receipts(FeedPosition position) throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER)) {
      return receipts(connection, position);
    }
  }

  private static int receipts(Connection connection, FeedPosition position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select count(*) from receipt where epoch = ? and seq = ?")) {
      statement.setLong(1, position.epoch());
      statement.setLong(2, position.seq());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  @Override
  public void close() {
    world.close();
  }
}
