package com.bpmcentr.console.edge;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.FeedPosition;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an edge did lately, by the database's own times. */
@Repository
class EdgeHistoryQuery {

  private static final int MOST_RECEIPTS = 20;
  private static final int MOST_STARTS = 20;

  private final JdbcClient jdbc;

  EdgeHistoryQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<EdgeRow.LastReceipt> receipts(String edgeId) {
    return jdbc.sql(
            """
            select r.epoch, r.seq, r.applied_at,
                   round(1000 * extract(epoch from r.applied_at - e.published_at))::bigint
                     as lag_millis
              from (select * from receipt where edge_id = :edge
                     order by epoch desc, seq desc limit :most) r
              join feed_entry e on e.epoch = r.epoch and e.seq = r.seq
             order by r.epoch desc, r.seq desc, r.applied_at
            """)
        .param("edge", edgeId)
        .param("most", MOST_RECEIPTS)
        .query(
            (row, _) ->
                new EdgeRow.LastReceipt(
                    new FeedPosition(row.getLong("epoch"), row.getLong("seq")),
                    PgTime.required(row, "applied_at"),
                    row.getLong("lag_millis")))
        .list();
  }

  /** Jumps from start to start in the index, as a day's heartbeats are many. */
  List<EdgeDetail.Start> starts(String edgeId) {
    return jdbc.sql(
            """
            with recursive known (boot_id) as (
              (select boot_id from heartbeat where edge_id = :edge order by boot_id limit 1)
              union all
              select (select h.boot_id from heartbeat h
                       where h.edge_id = :edge and h.boot_id > known.boot_id
                       order by h.boot_id limit 1)
                from known where known.boot_id is not null)
            select last.version, first.at as first_at, last.at as last_at
              from known
              cross join lateral (
                select h.at from heartbeat h
                 where h.edge_id = :edge and h.boot_id = known.boot_id
                 order by h.at limit 1) first
              cross join lateral (
                select h.at, h.version from heartbeat h
                 where h.edge_id = :edge and h.boot_id = known.boot_id
                 order by h.at desc limit 1) last
             order by first.at desc
             limit :most
            """)
        .param("edge", edgeId)
        .param("most", MOST_STARTS)
        .query(
            (row, _) ->
                new EdgeDetail.Start(
                    row.getString("version"),
                    PgTime.required(row, "first_at"),
                    PgTime.required(row, "last_at")))
        .list();
  }
}
