package com.bpmcentr.console.usage;

import com.bpmcentr.console.Business;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A batch as an edge sends it, under the edge's own role. */
final class EdgeBatch {

  private static final String RECORD =
      """
      with r as (select * from jsonb_to_recordset(:rows::jsonb) as r (
        hour int, key uuid, subscription uuid, test boolean, connector text, account text,
        code text, operation text, calls bigint))
      select operations
        from record_usage(:edge, :boot, :batch,
          array(select hour from r), array(select key from r), array(select subscription from r),
          array(select test from r), array(select connector from r),
          array(select account from r), array(select code from r),
          array(select operation from r), array(select calls from r)%s)
      """;

  private final UUID boot = UUID.randomUUID();
  private final List<String> rows = new ArrayList<>();

  /** An allowed check of "rozetka" in an account. */
  EdgeBatch check(int hour, UUID key, UUID subscription, String account, long calls) {
    return row(hour, key, subscription, false, account, "VALID", null, calls);
  }

  EdgeBatch row(
      int hour,
      UUID key,
      UUID subscription,
      boolean test,
      String account,
      String code,
      @Nullable String operation,
      long calls) {
    rows.add(
        """
        {"hour":%d,"key":"%s","subscription":"%s","test":%s,"connector":"rozetka",\
        "account":"%s","code":"%s","operation":%s,"calls":%d}\
        """
            .formatted(
                hour,
                key,
                subscription,
                test,
                account,
                code,
                operation == null ? null : "\"" + operation + "\"",
                calls));
    return this;
  }

  /** Sends it; the month's totals that the edge is told. */
  List<Long> send(Business business, int number) {
    return send(business.sql(DatabaseRole.EDGE), number);
  }

  List<Long> send(JdbcClient edge, int number) {
    return send(edge, number, "");
  }

  /** As an edge that tells how long ago it began to count. */
  List<Long> send(Business business, int number, long begunMillisAgo) {
    return send(business.sql(DatabaseRole.EDGE), number, ", " + begunMillisAgo);
  }

  private List<Long> send(JdbcClient edge, int number, String more) {
    return edge.sql(RECORD.formatted(more))
        .param("rows", "[" + String.join(",", rows) + "]")
        .param("edge", "e1")
        .param("boot", boot)
        .param("batch", number)
        .query(Long.class)
        .list();
  }

  /** Whether it will never be counted from now on. */
  boolean withdraw(Business business, int number) {
    return business
        .sql(DatabaseRole.EDGE)
        .sql("select withdraw_usage('e1', :boot, :batch)")
        .param("boot", boot)
        .param("batch", number)
        .query(Boolean.class)
        .single();
  }

  /** What comes after it in the same boot of the edge. */
  EdgeBatch next() {
    rows.clear();
    return this;
  }
}
