package com.bpmcentr.edge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.edge.TestWorld;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a link does with a database that is slow, and not gone. */
class PgLinkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long ENOUGH_MILLIS = 30_000;

  private final Vertx vertx = Vertx.vertx();
  private final TestWorld world = new TestWorld();
  private final PgLink link =
      new PgLink(
          vertx,
          vertx.getOrCreateContext(),
          DatabaseUrl.parse(world.databaseUrl()).orElseThrow(),
          "link",
          30_000,
          opened -> {});

  @AfterEach
  void stop() throws Exception {
    link.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    world.close();
  }

  private static Future<Integer> session(SqlConnection connection) {
    return connection
        .query("select pg_backend_pid()")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  private static <T> Future<T> awaited(Future<T> work) {
    await().atMost(PATIENCE).until(work::isComplete);
    return work;
  }

  /** Nothing can be opened in a millisecond: each piece comes too late, the connection does not. */
  @Test
  void opening_longerThanEachPieceOfWorkWaits_comesToItsEnd() {
    await()
        .atMost(PATIENCE)
        .until(() -> awaited(link.run(1, connection -> Future.succeededFuture())).succeeded());
  }

  @Test
  void workThatIsLate_answeredInTheEnd_theSameSessionServesOn() throws Exception {
    int session = awaited(link.run(ENOUGH_MILLIS, PgLinkIT::session)).result();
    // so that no other can be opened while this one lives
    limitSessions(1);
    try {
      Future<?> slow =
          awaited(
              link.run(
                  100,
                  connection ->
                      connection.query("begin; select pg_sleep(2), 'in a transaction'").execute()));
      assertThat(slow.cause()).hasMessage("no answer in 100 ms");

      await()
          .atMost(PATIENCE)
          .until(() -> awaited(link.run(ENOUGH_MILLIS, PgLinkIT::session)).succeeded());
      Future<Integer> after = awaited(link.run(ENOUGH_MILLIS, PgLinkIT::session));
      assertThat(after.result()).isEqualTo(session);
      assertThat(awaited(link.run(ENOUGH_MILLIS, PgLinkIT::isInTransaction)).result()).isFalse();
    } finally {
      limitSessions(-1);
    }
  }

  private void limitSessions(int most) throws Exception {
    try (Connection connection = TestDatabases.server().administrator().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "alter database \"" + world.database().name() + "\" connection limit " + most);
    }
  }

  /** In a transaction that is open, two questions are of one moment. */
  private static Future<Boolean> isInTransaction(SqlConnection connection) {
    return connection
        .query("select now()")
        .execute()
        .compose(
            first ->
                connection
                    .query("select now()")
                    .execute()
                    .map(
                        second ->
                            first
                                .iterator()
                                .next()
                                .getValue(0)
                                .equals(second.iterator().next().getValue(0))));
  }
}
