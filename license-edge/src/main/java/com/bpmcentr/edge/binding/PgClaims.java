package com.bpmcentr.edge.binding;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.DecisionCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims, made in the database, where exactly one account wins however many edges race. */
public final class PgClaims implements ClaimDesk.Claims, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PgClaims.class);

  /**
   * A caller waits for this; the server gives up a little earlier, so that nothing is half-told.
   */
  private static final int DEADLINE_MILLIS = 2_000;

  private static final int STATEMENT_MILLIS = 1_500;
  private static final int LINKS = 4;

  private static final String CLAIM =
      """
      select answer, detail
        from claim($1::text::uuid, $2, $3)
      """;

  private final String edgeId;
  private final List<PgLink> links;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Claims over connections of their own, so that they never wait behind the feed. */
  public PgClaims(Vertx vertx, Context context, DatabaseUrl url, String edgeId) {
    this.edgeId = edgeId;
    this.links =
        IntStream.range(0, LINKS)
            .mapToObj(
                i ->
                    new PgLink(
                        vertx, context, url, edgeId + " claims", STATEMENT_MILLIS, opened -> {}))
            .toList();
  }

  @Override
  public Future<ClaimAnswer> claim(String subscriptionId, String account) {
    PgLink link = links.get(Math.floorMod(next.getAndIncrement(), LINKS));
    return link.run(
            DEADLINE_MILLIS,
            connection ->
                connection
                    .preparedQuery(CLAIM)
                    .execute(Tuple.of(subscriptionId, account, edgeId))
                    .map(rows -> answer(rows.iterator().next())))
        .map(this::made)
        .otherwise(this::notMade);
  }

  private ClaimAnswer made(ClaimAnswer answer) {
    if (failing.compareAndSet(true, false)) {
      log.info("claims are made again");
    }
    return answer;
  }

  /** An outage is told once, not with each of the thousands of claims in it. */
  private ClaimAnswer notMade(Throwable failure) {
    if (failing.compareAndSet(false, true)) {
      log.warn("claims cannot be made: {}", failure.getMessage());
    }
    return new ClaimAnswer.Unreachable();
  }

  private static ClaimAnswer answer(Row row) {
    String detail = row.getString("detail");
    return switch (row.getString("answer")) {
      case "BOUND_NOW" -> new ClaimAnswer.Bound(true);
      case "BOUND_HERE" -> new ClaimAnswer.Bound(false);
      case "BOUND_ELSEWHERE" -> new ClaimAnswer.BoundElsewhere(detail);
      case "TRIAL_USED" -> new ClaimAnswer.TrialUsed();
      case "GONE" -> new ClaimAnswer.Gone(DecisionCode.valueOf(detail));
      default -> new ClaimAnswer.Unreachable();
    };
  }

  @Override
  public void close() {
    links.forEach(PgLink::close);
  }
}
