package com.bpmcentr.edge.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to PostgreSQL that opens itself when it is needed and is given up as soon as it
 * keeps somebody waiting too long.
 *
 * <p>A connection whose packets vanish looks healthy for many minutes. So every piece of work has a
 * deadline, and missing it costs the connection: the next piece gets a new one. A pool would keep
 * handing out the dead one.
 *
 * <p>Everything happens on the event loop of the context given; {@link #run} may be called from
 * anywhere.
 */
public final class PgLink implements AutoCloseable {

  private static final int CONNECT_MILLIS = 1_500;

  /**
   * After a connection was lost or refused, the next waits for some time between these: hundreds of
   * edges that lose the database together do not come back together, nor ask without a break.
   */
  private static final int SHORTEST_REST_MILLIS = 100;

  private static final int LONGEST_REST_MILLIS = 500;

  private final Vertx vertx;
  private final Context context;
  private final PgConnectOptions options;
  private final ConnectionFactory<PgConnectOptions> factory;
  private final Consumer<PgConnection> opened;

  private @Nullable Future<PgConnection> connection;
  private Future<?> rest = Future.succeededFuture();
  private boolean closed;

  /**
   * A link that is not open yet.
   *
   * @param name how PostgreSQL lists the connection
   * @param statementMillis after which the server itself breaks off a statement
   * @param opened called with each new connection, before any work runs on it
   */
  public PgLink(
      Vertx vertx,
      Context context,
      DatabaseUrl url,
      String name,
      int statementMillis,
      Consumer<PgConnection> opened) {
    this.vertx = vertx;
    this.context = context;
    this.opened = opened;
    this.options =
        new PgConnectOptions()
            .setHost(url.host())
            .setPort(url.port())
            .setDatabase(url.database())
            .setUser(url.user())
            .setPassword(url.password())
            .setCachePreparedStatements(true)
            .setProperties(
                Map.of(
                    "application_name",
                    name,
                    "TimeZone",
                    "UTC",
                    "statement_timeout",
                    Integer.toString(statementMillis),
                    // the server's side of a line that has vanished: within a minute it lets go of
                    // the session, and of what that holds
                    "tcp_keepalives_idle",
                    "30",
                    "tcp_keepalives_interval",
                    "10",
                    "tcp_keepalives_count",
                    "3",
                    "tcp_user_timeout",
                    "60000"));
    // the idle timeout reaps what a vanished peer left half-open
    NetClientOptions transport =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setTcpKeepAlive(true)
            .setTcpNoDelay(true)
            .setTcpUserTimeout(10_000)
            .setIdleTimeout(5)
            .setIdleTimeoutUnit(TimeUnit.MINUTES);
    this.factory = PgDriver.INSTANCE.createConnectionFactory(vertx, transport);
  }

  /**
   * Runs the work on the connection, opening it first if need be.
   *
   * @param deadlineMillis after which the work is given up, and the connection with it
   * @return the work's result; failed when the database cannot be reached or the deadline passes
   */
  public <T> Future<T> run(long deadlineMillis, Function<PgConnection, Future<T>> work) {
    Promise<T> result = Promise.promise();
    context.runOnContext(start -> start(deadlineMillis, work).onComplete(result));
    return result.future();
  }

  private <T> Future<T> start(long deadlineMillis, Function<PgConnection, Future<T>> work) {
    if (closed) {
      return Future.failedFuture("the link is closed");
    }
    Future<PgConnection> current = connection == null ? open() : connection;
    connection = current;
    return current
        .compose(work)
        .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
        .onFailure(failure -> giveUpUnlessAnswered(current, failure));
  }

  private Future<PgConnection> open() {
    Future<PgConnection> opening =
        rest.compose(rested -> factory.connect(context, options))
            .map(PgConnection::cast)
            .onSuccess(opened::accept);
    opening
        .onFailure(failure -> forget(opening))
        .onSuccess(
            open -> {
              open.closeHandler(end -> forget(opening));
              // without a handler the driver prints a stack trace; whose work it was is told anyway
              open.exceptionHandler(failure -> forget(opening));
            });
    return opening;
  }

  /** A refusal by the server is an answer; everything else says something about the connection. */
  private void giveUpUnlessAnswered(Future<PgConnection> used, Throwable failure) {
    if (!(failure instanceof PgException)) {
      forget(used);
      used.onSuccess(PgConnection::close);
    }
  }

  private void forget(Future<PgConnection> gone) {
    if (gone.equals(connection)) {
      connection = null;
      rest =
          vertx.timer(
              ThreadLocalRandom.current().nextInt(SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS),
              TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    context.runOnContext(
        end -> {
          closed = true;
          Future<PgConnection> last = connection;
          connection = null;
          if (last != null) {
            last.onSuccess(PgConnection::close);
          }
        });
  }
}
