package com.bpmcentr.edge.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to PostgreSQL that opens itself when it is needed and is given up as soon as it
 * keeps somebody waiting too long.
 *
 * <p>A connection whose packets vanish looks healthy for many minutes. So every piece of work has a
 * deadline, and the next piece after one that missed it gets a new connection; a pool would keep
 * handing out the dead one. But a database to which hundreds come at once misses deadlines too, and
 * would never be done with them if all that it did late were thrown away. So what was begun may
 * still come to its end: of several attempts to open a connection the first that succeeds serves,
 * and one that answers late serves again.
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

  /** How many times its deadline patient work has, at most. */
  private static final int MOST_PATIENCE = 8;

  private static final String CLOSED = "the link is closed";

  private final Vertx vertx;
  private final Context context;
  private final PgConnectOptions options;
  private final ConnectionFactory<PgConnectOptions> factory;
  private final Consumer<PgConnection> opened;

  private @Nullable PgConnection connection;

  /** One that has not answered in time; it may yet, and serves again then. */
  private @Nullable PgConnection late;

  /** How many attempts to open one were ever begun, and whether the last is under way. */
  private long begun;

  private boolean attempting;

  /** Work for which there is no connection yet, and whose deadline has not passed. */
  private final Set<Promise<PgConnection>> waiting = new LinkedHashSet<>();

  private Future<?> rest = Future.succeededFuture();
  private int patience = 1;
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
   * @param deadlineMillis after which its caller is told that it failed, and a connection that has
   *     not answered takes no more work until it has
   * @return the work's result; failed when the database cannot be reached or the deadline passes
   */
  public <T> Future<T> run(long deadlineMillis, Function<PgConnection, Future<T>> work) {
    return run(() -> deadlineMillis, work);
  }

  /**
   * As {@link #run}, but a database that answers late has more time the next time, up to eight
   * times as much: asked again and again in the same time it would never be done with anybody.
   */
  public <T> Future<T> runPatiently(long deadlineMillis, Function<PgConnection, Future<T>> work) {
    return run(() -> deadlineMillis * patience, work);
  }

  private <T> Future<T> run(LongSupplier deadline, Function<PgConnection, Future<T>> work) {
    Promise<T> result = Promise.promise();
    context.runOnContext(start -> start(deadline.getAsLong(), work).onComplete(result));
    return result.future();
  }

  private <T> Future<T> start(long deadlineMillis, Function<PgConnection, Future<T>> work) {
    if (closed) {
      return Future.failedFuture(CLOSED);
    }
    Promise<PgConnection> ready = Promise.promise();
    if (connection == null) {
      waiting.add(ready);
      if (!attempting) {
        attempt();
      }
    } else {
      ready.complete(connection);
    }
    long newest = begun;
    Future<T> working = ready.future().compose(work);
    Promise<T> result = Promise.promise();
    // a timer of this event loop, as a future's timeout need not be one
    long deadline =
        vertx.setTimer(
            deadlineMillis,
            over -> {
              result.fail(VertxException.noStackTrace("no answer in " + deadlineMillis + " ms"));
              patience = Math.max(1, patience / 2);
              if (waiting.remove(ready)) {
                openingIsLate(newest);
              } else {
                workIsLate(ready.future().result(), working);
              }
            });
    working.onComplete(
        end -> {
          if (!vertx.cancelTimer(deadline)) {
            return;
          }
          if (end.succeeded()) {
            patience = Math.max(1, patience - 1);
            result.complete(end.result());
            return;
          }
          // a refusal by the server is an answer; all else says something of the connection
          if (ready.future().succeeded() && !(end.cause() instanceof PgException)) {
            giveUp(ready.future().result());
          }
          result.fail(end.cause());
        });
    return result.future();
  }

  private void attempt() {
    attempting = true;
    begun++;
    long number = begun;
    rest.compose(rested -> closed ? Future.failedFuture(CLOSED) : factory.connect(context, options))
        .map(PgConnection::cast)
        .onComplete(
            end -> {
              boolean newest = number == begun;
              if (newest) {
                attempting = false;
              }
              if (end.succeeded()) {
                if (!newest && connection == null) {
                  answersLate();
                }
                use(end.result());
              } else if (newest) {
                refused(end.cause());
              }
            });
  }

  private void use(PgConnection open) {
    if (connection != null || closed) {
      var _ = open.close();
      return;
    }
    connection = open;
    PgConnection slow = late;
    late = null;
    if (slow != null && !slow.equals(open)) {
      slow.close();
    }
    open.closeHandler(end -> lost(open));
    // without a handler the driver prints a stack trace; whose work it was is told anyway
    open.exceptionHandler(failure -> lost(open));
    opened.accept(open);
    List<Promise<PgConnection>> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(ready -> ready.complete(open));
  }

  private void refused(Throwable failure) {
    rest = someRest();
    failWaiting(failure);
  }

  private void failWaiting(Throwable failure) {
    List<Promise<PgConnection>> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(ready -> ready.fail(failure));
  }

  /**
   * Its packets may have vanished, so another attempt is made. Or the database is busy with
   * hundreds of others; then the one that was begun first comes to its end first, and serves.
   */
  private void openingIsLate(long newest) {
    if (newest == begun && connection == null) {
      rest = someRest();
      attempt();
    }
  }

  /** What it was asked may never be answered: it serves again if it is, before a new one does. */
  private void workIsLate(PgConnection slow, Future<?> working) {
    if (!slow.equals(connection)) {
      return;
    }
    lost(slow);
    late = slow;
    working.onComplete(
        end -> {
          if (!slow.equals(late)) {
            return;
          }
          if (end.failed() && !(end.cause() instanceof PgException)) {
            late = null;
            slow.close();
            return;
          }
          answersLate();
          // a transaction that was begun on it is nobody's any more
          slow.query("rollback")
              .execute()
              .onSuccess(clean -> serveAgain(slow))
              .onFailure(failure -> slow.close());
        });
  }

  private void serveAgain(PgConnection slow) {
    if (slow.equals(late)) {
      use(slow);
    }
  }

  /** It was silent, for which patience was halved, and the line is whole after all. */
  private void answersLate() {
    patience = Math.min(MOST_PATIENCE, 4 * patience);
  }

  private void giveUp(PgConnection broken) {
    lost(broken);
    broken.close();
  }

  private void lost(PgConnection gone) {
    if (gone.equals(connection)) {
      connection = null;
      rest = someRest();
    }
  }

  private Future<?> someRest() {
    return vertx.timer(
        ThreadLocalRandom.current().nextInt(SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    context.runOnContext(
        end -> {
          closed = true;
          for (PgConnection last : new @Nullable PgConnection[] {connection, late}) {
            if (last != null) {
              last.close();
            }
          }
          connection = null;
          late = null;
          failWaiting(VertxException.noStackTrace(CLOSED));
        });
  }
}
