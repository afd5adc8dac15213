package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Who reads up to a number and never looks back loses what took a smaller number and committed
 * later. The feed's numbers are taken so that this cannot be; plain ones are not.
 */
class CommitOrderIT {

  private final TestWorld world = new TestWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(String name, long version, boolean revoked) {
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-" + name, "rozetka").account("1");
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private boolean isSomebodyWaiting() throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select count(*) from pg_locks l join pg_database d on d.oid = l.database
                 where not l.granted and d.datname = current_database()
                """)) {
      rows.next();
      return rows.getLong(1) > 0;
    }
  }

  @Test
  void commitHeldBack_laterOneWaits_noRevocationIsLost() throws Exception {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            customer("one", 1, false),
            customer("two", 1, false));
    TestEdge edge = world.startProcess("e1").awaitReady();
    CompletableFuture<FeedPosition> second;
    try (Connection first = world.database().connect(DatabaseRole.CONSOLE)) {
      first.setAutoCommit(false);
      world.publisher().publish(first, List.of(customer("one", 2, true)));
      second =
          CompletableFuture.supplyAsync(
              () -> world.publisher().publish(customer("two", 2, true)),
              Thread.ofPlatform()::start);
      await().atMost(Duration.ofSeconds(10)).until(this::isSomebodyWaiting);
      first.commit();
    }

    edge.awaitPosition(second.join());

    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void control_plainNumbers_commitHeldBack_isLost() throws SQLException {
    world.asOwner("create table plain (seq bigserial primary key, subject text not null)");
    List<String> seen = new ArrayList<>();
    try (Connection first = world.database().connect(DatabaseRole.OWNER);
        Statement statement = first.createStatement()) {
      first.setAutoCommit(false);
      statement.execute("insert into plain (subject) values ('one')");
      world.asOwner("insert into plain (subject) values ('two')");
      long cursor = read(0, seen);
      first.commit();
      read(cursor, seen);
    }

    assertThat(seen).containsExactly("two");
  }

  /** Reads as an edge does: beyond the cursor, which it moves. */
  private long read(long cursor, List<String> seen) throws SQLException {
    long last = cursor;
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select seq, subject from plain where seq > " + cursor + " order by seq")) {
      while (rows.next()) {
        last = rows.getLong(1);
        seen.add(rows.getString(2));
      }
    }
    return last;
  }
}
