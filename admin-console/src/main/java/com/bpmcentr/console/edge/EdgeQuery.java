package com.bpmcentr.console.edge;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.FeedPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads heartbeats and receipts. All times are the database's own, so what is shown does not depend
 * on the clocks of edges.
 */
@Repository
public class EdgeQuery {

  private static final long LIVE_SECONDS = 30;

  /**
   * The newest heartbeat of each edge: of its newest start, and of any other that was heard of
   * after that one had begun, since two edges have one id then. Jumps from start to start in the
   * index, as a day's heartbeats are many and the starts few.
   */
  private static final String LATEST =
      """
      with recursive known (edge_id, boot_id) as (
        (select edge_id, boot_id from heartbeat order by edge_id, boot_id limit 1)
        union all
        select next.edge_id, next.boot_id
          from known
          cross join lateral (
            select h.edge_id, h.boot_id
              from heartbeat h
             where (h.edge_id, h.boot_id) > (known.edge_id, known.boot_id)
             order by h.edge_id, h.boot_id
             limit 1) next),
      started as (
        select last.*,
               first_value(first.at) over (partition by last.edge_id order by last.at desc)
                 as newest_began_at
          from known
          cross join lateral (
            select h.* from heartbeat h
             where h.edge_id = known.edge_id and h.boot_id = known.boot_id
             order by h.at desc limit 1) last
          cross join lateral (
            select h.at from heartbeat h
             where h.edge_id = known.edge_id and h.boot_id = known.boot_id
             order by h.at limit 1) first
         where last.at > present() - interval '24 hours'),
      latest as (
        select started.*, extract(epoch from present() - at) as silent_seconds,
               count(*) over (partition by edge_id) > 1 as shares_id
          from started
         where at >= newest_began_at)
      """;

  /** For how long paid connectors may be answered from what is held. */
  private static final String POLICY =
      """
      , policy as (
        select max(case on_stale when 'allow' then 2592000 else max_staleness_seconds end)
               as longest_seconds
          from connector where state <> 'draft' and category <> 'free')
      """;

  private final JdbcClient jdbc;

  public EdgeQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The edges of the last 24 hours, by id. */
  public List<EdgeRow> edges() {
    return jdbc.sql(
            LATEST
                + POLICY
                + """
                select l.edge_id, l.region, l.version, l.age_seconds, l.set_size, l.alarms, l.at,
                       l.silent_seconds, f.epoch as head_epoch, f.seq as head_seq, r.lag_millis,
                       r.epoch as receipt_epoch, r.seq as receipt_seq, r.applied_at,
                       l.at + make_interval(secs => p.longest_seconds - l.age_seconds)
                         as may_answer_valid_until,
                       -- A receipt can be newer than the last heartbeat; another boot's is not its word.
                       case when (b.epoch, b.seq) > (l.epoch, l.seq) then b.epoch else l.epoch end
                         as epoch,
                       case when (b.epoch, b.seq) > (l.epoch, l.seq) then b.seq else l.seq end as seq
                  from latest l
                  cross join policy p
                  left join feed_head f on true
                  left join lateral (
                    select r.epoch, r.seq, r.applied_at,
                           round(1000 * extract(epoch from r.applied_at - e.published_at))::bigint
                             as lag_millis
                      from receipt r
                      join feed_entry e on e.epoch = r.epoch and e.seq = r.seq
                     where r.edge_id = l.edge_id and (r.boot_id = l.boot_id or not l.shares_id)
                     order by r.epoch desc, r.seq desc, r.applied_at
                     limit 1) r on true
                  left join lateral (
                    select b.epoch, b.seq
                      from receipt b
                     where b.edge_id = l.edge_id and b.boot_id = l.boot_id
                     order by b.epoch desc, b.seq desc
                     limit 1) b on true
                 order by l.edge_id, l.silent_seconds
                """)
        .query((row, _) -> edge(row))
        .list();
  }

  /** The ids that two or more edges go by which live now. */
  List<String> sharedIds() {
    return jdbc.sql(
            LATEST
                + """
                select edge_id
                  from latest
                 where silent_seconds < :live
                 group by edge_id
                having count(*) > 1
                 order by edge_id
                """)
        .param("live", LIVE_SECONDS)
        .query((row, _) -> row.getString("edge_id"))
        .list();
  }

  /**
   * Which edges have applied the position, which live ones have not yet, and which lost ones may
   * answer without it. An edge has when its present start says so; when it first had, an earlier
   * start may have said.
   */
  public Receipts receipts(FeedPosition position) {
    List<Receipts.Receipt> applied = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    List<Receipts.Lost> lost = new ArrayList<>();
    Instant publishedAt = publishedAt(position);
    jdbc.sql(
            LATEST
                + POLICY
                + """
                select l.edge_id, l.region, l.silent_seconds, r.applied_at, b.beat_at, l.at,
                       not 'nothing_kept' = any(l.alarms) as kept,
                       case when l.epoch > 0
                         then l.at + make_interval(secs => p.longest_seconds - l.age_seconds)
                       end as may_answer_valid_until, present() as now
                  from latest l
                  cross join policy p
                  left join lateral (
                    select r.applied_at
                      from receipt r
                     where r.edge_id = l.edge_id and (r.epoch, r.seq) >= (:epoch, :seq)
                       and (r.boot_id = l.boot_id or not l.shares_id)
                       and (select (own.epoch, own.seq) >= (:epoch, :seq)
                              from receipt own
                             where own.edge_id = l.edge_id and own.boot_id = l.boot_id
                             order by own.epoch desc, own.seq desc
                             limit 1)
                     order by r.epoch, r.seq, r.applied_at
                     limit 1) r on true
                  left join lateral (
                    select min(h.at) as beat_at
                      from heartbeat h
                     where r.applied_at is null and h.edge_id = l.edge_id
                       and h.boot_id = l.boot_id and (h.epoch, h.seq) >= (:epoch, :seq)
                       -- A receipt that is on its way says when; only where it has been pruned does a
                       -- heartbeat stand for it.
                       and coalesce(
                         :published::timestamptz < present() - interval '24 hours', true)
                       ) b on true
                 order by l.edge_id, l.silent_seconds
                """)
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .param("published", publishedAt == null ? null : publishedAt.atOffset(ZoneOffset.UTC))
        .query(
            row -> {
              String edgeId = row.getString("edge_id");
              Instant receivedAt = PgTime.optional(row, "applied_at");
              Instant beatAt = PgTime.optional(row, "beat_at");
              Instant appliedAt = receivedAt == null ? beatAt : receivedAt;
              if (appliedAt != null) {
                applied.add(
                    new Receipts.Receipt(
                        edgeId,
                        row.getString("region"),
                        appliedAt,
                        lag(publishedAt, receivedAt),
                        row.getBoolean("kept")));
              } else if (isLive(row)) {
                pending.add(edgeId);
              } else {
                lost(row).ifPresent(lost::add);
              }
            });
    return new Receipts(position, publishedAt, applied, pending, lost);
  }

  /** Empty for one that has nothing to answer from, or nothing any more. */
  private static Optional<Receipts.Lost> lost(ResultSet row) throws SQLException {
    Instant until = PgTime.optional(row, "may_answer_valid_until");
    return until != null && until.isAfter(PgTime.required(row, "now"))
        ? Optional.of(
            new Receipts.Lost(row.getString("edge_id"), PgTime.required(row, "at"), until))
        : Optional.empty();
  }

  private @Nullable Instant publishedAt(FeedPosition position) {
    return jdbc.sql("select published_at from feed_entry where epoch = :epoch and seq = :seq")
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .query((row, _) -> PgTime.required(row, "published_at"))
        .optional()
        .orElse(null);
  }

  private static EdgeRow edge(ResultSet row) throws SQLException {
    boolean live = isLive(row);
    FeedPosition position = position(row);
    return new EdgeRow(
        row.getString("edge_id"),
        row.getString("region"),
        row.getString("version"),
        live ? EdgeState.LIVE : EdgeState.LOST,
        position,
        position == null ? null : behind(row, position),
        lastReceipt(row),
        age(row, live),
        row.getLong("set_size"),
        PgTime.required(row, "at"),
        live || position == null ? null : PgTime.optional(row, "may_answer_valid_until"),
        List.of((String[]) row.getArray("alarms").getArray()));
  }

  /** A silent edge's data grows older as it is silent. */
  private static @Nullable Long age(ResultSet row, boolean live) throws SQLException {
    Long said = row.getObject("age_seconds", Long.class);
    return said == null || live ? said : Long.valueOf(said + row.getLong("silent_seconds"));
  }

  private static EdgeRow.@Nullable LastReceipt lastReceipt(ResultSet row) throws SQLException {
    Instant appliedAt = PgTime.optional(row, "applied_at");
    return appliedAt == null
        ? null
        : new EdgeRow.LastReceipt(
            new FeedPosition(row.getLong("receipt_epoch"), row.getLong("receipt_seq")),
            appliedAt,
            row.getLong("lag_millis"));
  }

  private static boolean isLive(ResultSet row) throws SQLException {
    return row.getDouble("silent_seconds") < LIVE_SECONDS;
  }

  private static @Nullable FeedPosition position(ResultSet row) throws SQLException {
    long epoch = row.getLong("epoch");
    return epoch < 1 ? null : new FeedPosition(epoch, row.getLong("seq"));
  }

  /** Between two epochs entries cannot be counted. */
  private static @Nullable Long behind(ResultSet row, FeedPosition position) throws SQLException {
    return row.getLong("head_epoch") == position.epoch()
        ? Math.max(0, row.getLong("head_seq") - position.seq())
        : null;
  }

  private static @Nullable Long lag(@Nullable Instant publishedAt, @Nullable Instant receivedAt) {
    return publishedAt == null || receivedAt == null
        ? null
        : Duration.between(publishedAt, receivedAt).toMillis();
  }
}
