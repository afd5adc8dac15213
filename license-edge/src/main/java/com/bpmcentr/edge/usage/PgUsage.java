package com.bpmcentr.edge.usage;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings batches to the database, which counts each once, and asks it for a month's total. */
public final class PgUsage implements AutoCloseable {

  /** The server breaks off a little earlier than anybody stops waiting. */
  private static final int STATEMENT_MILLIS = 4_500;

  private static final int TOTAL_MILLIS = 500;

  private static final String RECORD =
      """
      select subscription_id, month, test, operations
        from record_usage($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  private static final String WITHDRAW = "select withdraw_usage($1, $2, $3)";

  private static final String TOTAL =
      """
      select operations
        from usage_month
       where subscription_id = $1 and month = $2 and test = $3
      """;

  private final PgLink batches;
  private final PgLink totals;

  /** Two connections of their own: who reports an operation never waits behind a batch. */
  public PgUsage(Vertx vertx, Context context, DatabaseUrl url, String edgeId) {
    batches = new PgLink(vertx, context, url, edgeId + " usage", STATEMENT_MILLIS, opened -> {});
    totals = new PgLink(vertx, context, url, edgeId + " usage totals", TOTAL_MILLIS, opened -> {});
  }

  /**
   * Has the batch counted, unless it has been before.
   *
   * @param begunMillisAgo longer ago than that none of its calls was; null: it is not known
   */
  Future<UsageRecorded> record(
      UsageBatch batch, @Nullable Long begunMillisAgo, long deadlineMillis) {
    Tuple values = values(batch).addLong(begunMillisAgo);
    return batches
        .run(deadlineMillis, connection -> connection.preparedQuery(RECORD).execute(values))
        .map(PgUsage::recorded);
  }

  /** The database's total; 0 before there is one. */
  Future<Long> total(MonthTotal.Month month) {
    return totals.run(
        TOTAL_MILLIS,
        connection ->
            connection
                .preparedQuery(TOTAL)
                .execute(Tuple.of(month.subscriptionId(), month.first(), month.test()))
                .map(PgUsage::total));
  }

  /**
   * Has the batch never be counted.
   *
   * @return false when it has been
   */
  Future<Boolean> withdraw(UsageBatch batch, long deadlineMillis) {
    Tuple which = Tuple.of(batch.edgeId(), batch.bootId(), batch.number());
    return batches.run(
        deadlineMillis,
        connection ->
            connection
                .preparedQuery(WITHDRAW)
                .execute(which)
                .map(rows -> rows.iterator().next().getBoolean(0)));
  }

  /** Whether the database has looked at the batch and will not have it, whenever it is sent. */
  static boolean isRefusal(Throwable failure) {
    // classes 22 and 23: the data are not what the columns take
    return failure instanceof PgException refusal
        && (refusal.getSqlState().startsWith("22") || refusal.getSqlState().startsWith("23"));
  }

  /** Whether the database has given up, since it took too long. */
  static boolean isTooSlow(Throwable failure) {
    return failure instanceof PgException broken && broken.getSqlState().equals("57014");
  }

  private static long total(RowSet<Row> rows) {
    return rows.size() == 0 ? 0 : rows.iterator().next().getLong("operations");
  }

  /** A row of no subscription has what was passed over. */
  private static UsageRecorded recorded(RowSet<Row> rows) {
    List<MonthTotal> totals = new ArrayList<>();
    long passedOver = 0;
    for (Row row : rows) {
      UUID subscription = row.getUUID("subscription_id");
      long operations = row.getLong("operations");
      if (subscription == null) {
        passedOver += operations;
      } else {
        MonthTotal.Month month =
            new MonthTotal.Month(subscription, row.getLocalDate("month"), row.getBoolean("test"));
        totals.add(new MonthTotal(month, operations));
      }
    }
    return new UsageRecorded(totals, passedOver);
  }

  private static Tuple values(UsageBatch batch) {
    int rows = batch.calls().size();
    Integer[] hours = new Integer[rows];
    @Nullable UUID[] keys = new @Nullable UUID[rows];
    @Nullable UUID[] subscriptions = new @Nullable UUID[rows];
    Boolean[] tests = new Boolean[rows];
    @Nullable String[] connectors = new @Nullable String[rows];
    @Nullable String[] accounts = new @Nullable String[rows];
    String[] codes = new String[rows];
    @Nullable String[] operations = new @Nullable String[rows];
    Long[] calls = new Long[rows];
    int i = 0;
    for (Map.Entry<UsageKey, Long> row : batch.calls().entrySet()) {
      UsageKey key = row.getKey();
      hours[i] = key.hour();
      keys[i] = key.keyId();
      subscriptions[i] = key.subscriptionId();
      tests[i] = key.test();
      connectors[i] = key.connector();
      accounts[i] = key.account();
      codes[i] = key.code().name();
      operations[i] = key.operation();
      calls[i] = row.getValue();
      i++;
    }
    return Tuple.of(batch.edgeId(), batch.bootId(), batch.number())
        .addArrayOfInteger(hours)
        .addArrayOfUUID(keys)
        .addArrayOfUUID(subscriptions)
        .addArrayOfBoolean(tests)
        .addArrayOfString(connectors)
        .addArrayOfString(accounts)
        .addArrayOfString(codes)
        .addArrayOfString(operations)
        .addArrayOfLong(calls);
  }

  @Override
  public void close() {
    batches.close();
    totals.close();
  }
}
