package com.bpmcentr.console.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.FeedPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class EdgeQueryIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();

  private final JdbcTemplate owner = new JdbcTemplate(DATABASE.dataSource(DatabaseRole.OWNER));
  private final EdgeQuery query =
      new EdgeQuery(JdbcClient.create(DATABASE.dataSource(DatabaseRole.CONSOLE)));

  private static final UUID BOOT = UUID.randomUUID();

  @BeforeEach
  void publish() {
    owner.execute("truncate feed_head, feed_entry, receipt, heartbeat, connector cascade");
    owner.execute(
        """
        insert into connector
            (id, name, group_name, category, state, max_staleness_seconds, on_stale, created_at)
          values ('a', 'A', 'crm', 'standard', 'published', 7200, 'refuse', now()),
                 ('b', 'B', 'crm', 'standard', 'published', 3600, 'refuse', now()),
                 ('c', 'C', 'crm', 'standard', 'draft', 86400, 'refuse', now()),
                 ('d', 'D', 'crm', 'free', 'published', 86400, 'allow', now())
        """);
    owner.execute(
        "insert into feed_head (epoch, seq, chain, root)"
            + " values (1, 3, sha256('chain'), sha256('root'))");
    owner.execute(
        """
        insert into feed_entry (epoch, seq, kind, subject, version, payload_type, key_id, payload,
                                signature, chain, published_at)
          select 1, n, 'put', 'customer:' || n, 1, 'type', 'k1', '', '', sha256('chain'),
                 now() - interval '1 minute'
            from generate_series(1, 3) n
        """);
  }

  @Test
  void history_ofAnEdge_isItsNewestReceiptsAndEachStart() {
    var history =
        new EdgeHistoryQuery(JdbcClient.create(DATABASE.dataSource(DatabaseRole.CONSOLE)));
    heartbeat("edge-1", 1, "1 hour");
    heartbeat("edge-1", 3, "1 second");
    heartbeat("edge-2", 3, "1 second");
    receipt("edge-1", 2, "59.9 seconds");
    receipt("edge-1", 3, "59.975 seconds");
    receipt("edge-2", 3, "1 second");

    assertThat(history.receipts("edge-1"))
        .extracting(EdgeRow.LastReceipt::position)
        .containsExactly(new FeedPosition(1, 3), new FeedPosition(1, 2));
    List<EdgeDetail.Start> starts = history.starts("edge-1");
    assertThat(starts).hasSize(1);
    assertThat(Duration.between(starts.getFirst().firstHeardAt(), starts.getFirst().lastHeardAt()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(history.starts("edge-3")).isEmpty();
  }

  @Test
  void edges_heardOfJustNow_isLive() {
    heartbeat("edge-1", 3, "1 second");
    receipt("edge-1", 3, "59.975 seconds");

    EdgeRow edge = onlyEdge();

    assertThat(edge.state()).isEqualTo(EdgeState.LIVE);
    assertThat(edge.position()).isEqualTo(new FeedPosition(1, 3));
    assertThat(edge.behind()).isZero();
    assertThat(edge.lagMillis()).isEqualTo(25);
    assertThat(edge.lastReceipt()).isNotNull();
    assertThat(edge.lastReceipt().position()).isEqualTo(new FeedPosition(1, 3));
    assertThat(edge.ageSeconds()).isEqualTo(10);
    assertThat(edge.setSize()).isEqualTo(42);
    assertThat(edge.mayAnswerValidUntil()).isNull();
  }

  @Test
  void edges_silentForThirtySeconds_isLostAndMayStillAnswer() {
    heartbeat("edge-1", 1, "31 seconds");

    EdgeRow edge = onlyEdge();

    assertThat(edge.state()).isEqualTo(EdgeState.LOST);
    assertThat(edge.ageSeconds()).as("10 s as it said, and its silence").isBetween(41L, 400L);
    assertThat(edge.behind()).isEqualTo(2);
    assertThat(edge.lagMillis()).isNull();
    // Its newest checkpoint was 10 s old then, and the most patient policy of what is paid for
    // allows two hours.
    assertThat(edge.mayAnswerValidUntil())
        .isEqualTo(edge.heardAt().plus(Duration.ofHours(2)).minusSeconds(10));
  }

  @Test
  void edges_lostUnderAPolicyThatAllowsStaleAnswers_mayAnswerUntilTheHardEnd() {
    owner.execute("update connector set on_stale = 'allow' where id = 'b'");
    heartbeat("edge-1", 1, "31 seconds");

    EdgeRow edge = onlyEdge();

    assertThat(edge.mayAnswerValidUntil())
        .isEqualTo(edge.heardAt().plus(Duration.ofDays(30)).minusSeconds(10));
  }

  @Test
  void edges_silentForADay_isHidden() {
    heartbeat("edge-1", 1, "24 hours 1 second");
    heartbeat("edge-2", 1, "23 hours 59 minutes");

    assertThat(query.edges()).extracting(EdgeRow::edgeId).containsExactly("edge-2");
  }

  @Test
  void edges_several_newestHeartbeatOfEach() {
    heartbeat("edge-2", 1, "40 seconds");
    heartbeat("edge-2", 2, "1 second");
    heartbeat("edge-1", 3, "2 seconds");

    assertThat(query.edges())
        .extracting(edge -> edge.edgeId() + " at " + edge.position())
        .containsExactly("edge-1 at 1-3", "edge-2 at 1-2");
  }

  @Test
  void edges_receiptNewerThanTheHeartbeat_isAtTheReceipt() {
    heartbeat("edge-1", 1, "4 seconds");
    receipt("edge-1", 3, "1 second");

    assertThat(onlyEdge().position()).isEqualTo(new FeedPosition(1, 3));
    assertThat(onlyEdge().behind()).isZero();
  }

  @Test
  void edges_receiptOfAnEarlierBoot_saysNothingOfThisOne() {
    heartbeat("edge-1", 1, "1 second");
    receipt("edge-1", UUID.randomUUID(), 3, "10 seconds");

    assertThat(onlyEdge().position()).isEqualTo(new FeedPosition(1, 1));
  }

  @Test
  void edges_withoutASetYet_hasNoPosition() {
    owner.update(
        "insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, set_size)"
            + " values ('edge-1', uuidv7(), 'kyiv', '1.0', 0, 0, 0)");

    EdgeRow edge = onlyEdge();

    assertThat(edge.position()).isNull();
    assertThat(edge.behind()).isNull();
    assertThat(edge.ageSeconds()).isNull();
  }

  @Test
  void metrics_tellHowTheEdgesAre() {
    Metrics metrics = new Metrics();
    EdgeWatch watch = new EdgeWatch(query, new PublishingAlarms(Clock.systemUTC()), metrics);
    assertThat(metrics.scrape()).contains("console_edges{state=\"live\"} NaN");
    heartbeat("edge-1", 3, "1 second");
    receipt("edge-1", 3, "55 seconds");
    heartbeat("edge-2", 2, "1 second");
    heartbeat("edge-3", 1, "40 seconds");

    watch.look();

    assertThat(metrics.scrape())
        .contains("console_edges{state=\"live\"} 2.0", "console_edges{state=\"lost\"} 1.0")
        .contains("console_edges_behind 1.0", "console_edges_receipt_lag_seconds 5.0");
  }

  @Test
  void edges_twoUnderOneId_eachIsShownAndIsAnAlarmUntilOneIsGone() {
    PublishingAlarms alarms = new PublishingAlarms(Clock.systemUTC());
    EdgeWatch watch = new EdgeWatch(query, alarms, new Metrics());
    UUID other = UUID.randomUUID();
    heartbeat("edge-1", BOOT, 1, "1 hour");
    heartbeat("edge-1", other, 3, "50 minutes");
    heartbeat("edge-1", BOOT, 1, "2 seconds");
    heartbeat("edge-1", other, 3, "1 second");
    heartbeat("edge-2", 3, "1 second");

    watch.look();
    assertThat(query.edges())
        .extracting(edge -> edge.edgeId() + " at " + edge.position() + " " + edge.state())
        .containsExactly("edge-1 at 1-3 LIVE", "edge-1 at 1-1 LIVE", "edge-2 at 1-3 LIVE");
    assertThat(alarms.active())
        .extracting(PublishingAlarm::kind, PublishingAlarm::detail)
        .containsExactly(tuple(PublishingAlarm.Kind.EDGE_ID_SHARED, "edge-1"));

    owner.update(
        "update heartbeat set at = at - interval '40 seconds' where edge_id = 'edge-1' and boot_id = ?",
        BOOT);
    watch.look();
    assertThat(query.edges())
        .extracting(edge -> edge.edgeId() + " at " + edge.position() + " " + edge.state())
        .containsExactly("edge-1 at 1-3 LIVE", "edge-1 at 1-1 LOST", "edge-2 at 1-3 LIVE");
    assertThat(alarms.active()).isEmpty();
  }

  @Test
  void edges_startedAnew_isOne() {
    heartbeat("edge-1", BOOT, 1, "1 hour");
    heartbeat("edge-1", BOOT, 1, "9 seconds");
    heartbeat("edge-1", UUID.randomUUID(), 3, "8 seconds");

    assertThat(onlyEdge().position()).isEqualTo(new FeedPosition(1, 3));
    assertThat(query.sharedIds()).isEmpty();
  }

  @Test
  void edges_nobody_isEmpty() {
    assertThat(query.edges()).isEmpty();
  }

  @Test
  void receipts_firstReceiptAtOrAfterThePosition_tellsTheLag() {
    heartbeat("edge-1", 3, "1 second");
    receipt("edge-1", 1, "59.99 seconds");
    receipt("edge-1", 3, "59.95 seconds");
    receipt("edge-1", 3, "40 seconds");

    Receipts receipts = query.receipts(new FeedPosition(1, 2));

    assertThat(receipts.edges())
        .extracting(
            receipt -> receipt.edgeId() + " " + receipt.region() + " " + receipt.lagMillis())
        .containsExactly("edge-1 kyiv 50");
    assertThat(receipts.edges().getFirst().appliedAt())
        .isEqualTo(receipts.publishedAt() == null ? null : receipts.publishedAt().plusMillis(50));
    assertThat(receipts.pending()).isEmpty();
  }

  @Test
  void receipts_edgeThatKeepsNothing_sayThatItIsInMemoryAlone() {
    heartbeat("edge-1", 3, "1 second");
    receipt("edge-1", 3, "59 seconds");
    owner.execute("update heartbeat set alarms = '{clock_ahead,nothing_kept}'");
    heartbeat("edge-2", 3, "1 second");
    receipt("edge-2", 3, "59 seconds");

    assertThat(query.receipts(new FeedPosition(1, 3)).edges())
        .extracting(Receipts.Receipt::edgeId, Receipts.Receipt::kept)
        .containsExactly(tuple("edge-1", false), tuple("edge-2", true));
    assertThat(query.edges().getFirst().concerns()).containsExactly(EdgeConcern.ALARM);
  }

  @Test
  void receipts_notThereYet_areAwaitedOfLiveEdgesOnly() {
    heartbeat("live", 1, "1 second");
    receipt("live", 1, "50 seconds");
    heartbeat("lost", 1, "31 seconds");
    heartbeat("hidden", 1, "25 hours");

    Receipts receipts = query.receipts(new FeedPosition(1, 3));

    assertThat(receipts.pending()).containsExactly("live");
    assertThat(receipts.edges()).isEmpty();
  }

  /** Else a receipt would speak for an edge that has not seen the revocation. */
  @Test
  void receipts_twoUnderOneId_areAwaitedOfBoth() {
    UUID other = UUID.randomUUID();
    heartbeat("edge-1", BOOT, 3, "12 seconds");
    heartbeat("edge-1", other, 1, "11 seconds");
    heartbeat("edge-1", BOOT, 3, "2 seconds");
    heartbeat("edge-1", other, 1, "1 second");
    receipt("edge-1", 3, "59 seconds");

    Receipts receipts = query.receipts(new FeedPosition(1, 3));

    assertThat(receipts.edges()).extracting(Receipts.Receipt::edgeId).containsExactly("edge-1");
    assertThat(receipts.pending()).containsExactly("edge-1");
    receipt("edge-1", other, 3, "58 seconds");
    assertThat(query.receipts(new FeedPosition(1, 3)).pending()).isEmpty();
  }

  @Test
  void receipts_startedAnew_areAwaitedOfThisStartAndKeepTheirTime() {
    UUID before = UUID.randomUUID();
    heartbeat("edge-1", before, 3, "12 seconds");
    heartbeat("edge-1", 3, "1 second");
    receipt("edge-1", before, 3, "59.95 seconds");
    assertThat(query.receipts(new FeedPosition(1, 3)).pending()).containsExactly("edge-1");

    receipt("edge-1", 3, "10 seconds");

    assertThat(query.receipts(new FeedPosition(1, 3)).edges())
        .extracting(Receipts.Receipt::lagMillis)
        .containsExactly(50L);
    assertThat(query.receipts(new FeedPosition(1, 3)).pending()).isEmpty();
  }

  @Test
  void receipts_lostEdgeThatHadApplied_isListed() {
    heartbeat("lost", 3, "31 seconds");
    receipt("lost", 3, "59 seconds");

    assertThat(query.receipts(new FeedPosition(1, 3)).edges())
        .extracting(Receipts.Receipt::edgeId)
        .containsExactly("lost");
    assertThat(query.receipts(new FeedPosition(1, 3)).lost()).isEmpty();
  }

  /**
   * Else a revocation would be said to be in force everywhere while one edge still answers VALID.
   */
  @Test
  void receipts_lostEdgeThatHadNot_isNamedWhileItMayAnswer() {
    heartbeat("live", 3, "1 second");
    receipt("live", 3, "59 seconds");
    heartbeat("lost", 1, "31 seconds");
    heartbeat("stale", 1, "3 hours");
    heartbeat("empty", 0, "40 seconds");
    owner.update("update heartbeat set epoch = 0 where edge_id = 'empty'");

    Receipts receipts = query.receipts(new FeedPosition(1, 3));

    assertThat(receipts.lost()).extracting(Receipts.Lost::edgeId).containsExactly("lost");
    Receipts.Lost lost = receipts.lost().getFirst();
    assertThat(lost.mayAnswerValidUntil())
        .isEqualTo(lost.heardAt().plus(Duration.ofHours(2)).minusSeconds(10));
    assertThat(receipts.pending()).isEmpty();
  }

  @Test
  void receipts_heartbeatAheadOfTheReceipt_theReceiptIsAwaited() {
    heartbeat("edge-1", 3, "1 second");

    Receipts receipts = query.receipts(new FeedPosition(1, 3));

    assertThat(receipts.edges()).isEmpty();
    assertThat(receipts.pending()).containsExactly("edge-1");
  }

  @Test
  void edges_withAlarmsInTheLastHeartbeatOnly_haveThose() {
    heartbeat("edge-1", 1, "6 seconds");
    owner.execute("update heartbeat set alarms = '{disk_failed}'");
    heartbeat("edge-1", 1, "1 second");
    assertThat(onlyEdge().alarms()).isEmpty();

    heartbeat("edge-1", 1, "0 seconds");
    owner.execute(
        "update heartbeat set alarms = '{clock_ahead,part_failed}'"
            + " where id = (select max(id) from heartbeat)");

    assertThat(onlyEdge().alarms()).containsExactly("clock_ahead", "part_failed");
  }

  @Test
  void heartbeat_withMoreAlarmsThanThereCanBe_isRefused() {
    assertThatThrownBy(
            () ->
                owner.execute(
                    """
                    insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, set_size, alarms)
                    select 'edge-1', gen_random_uuid(), '', '', 0, 0, 0, array_agg(repeat('a', 20000))
                      from generate_series(1, 3)
                    """))
        .hasMessageContaining("heartbeat_alarms_fit");
  }

  @Test
  void receipts_noLongerKept_theHeartbeatIsTheWord() {
    owner.execute("update feed_entry set published_at = now() - interval '25 hours'");
    heartbeat("edge-1", 3, "20 seconds");
    heartbeat("edge-1", 3, "1 second");

    Receipts receipts = query.receipts(new FeedPosition(1, 3));

    assertThat(receipts.edges()).extracting(Receipts.Receipt::lagMillis).containsOnlyNulls();
    assertThat(receipts.pending()).isEmpty();
  }

  @Test
  void receipts_olderEpoch_isAppliedByWhoIsInANewerOne() {
    owner.execute("update feed_entry set epoch = 2 where seq = 1");
    owner.update(
        "insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, set_size)"
            + " values ('edge-1', ?, 'kyiv', '1.0', 2, 1, 1)",
        BOOT);
    owner.update(
        "insert into receipt (edge_id, boot_id, epoch, seq) values ('edge-1', ?, 2, 1)", BOOT);

    assertThat(query.receipts(new FeedPosition(1, 3)).edges()).hasSize(1);
  }

  @Test
  void receipts_positionNeverPublished_hasNoPublishTime() {
    heartbeat("edge-1", 3, "1 second");

    Receipts receipts = query.receipts(new FeedPosition(1, 9));

    assertThat(receipts.publishedAt()).isNull();
    assertThat(receipts.pending()).containsExactly("edge-1");
  }

  private EdgeRow onlyEdge() {
    List<EdgeRow> edges = query.edges();
    assertThat(edges).hasSize(1);
    return edges.getFirst();
  }

  private void heartbeat(String edge, int seq, String ago) {
    heartbeat(edge, BOOT, seq, ago);
  }

  private void heartbeat(String edge, UUID boot, int seq, String ago) {
    owner.update(
        """
        insert into heartbeat
            (edge_id, boot_id, region, version, epoch, seq, age_seconds, set_size, at)
          values (?, ?, 'kyiv', '1.0', 1, ?, 10, 42, now() - ?::interval)
        """,
        edge,
        boot,
        seq,
        ago);
  }

  /** Measured from the entries' publishing, a minute ago: ago of 59 s is a lag of one second. */
  private void receipt(String edge, int seq, String ago) {
    receipt(edge, BOOT, seq, ago);
  }

  private void receipt(String edge, UUID boot, int seq, String ago) {
    owner.update(
        """
        insert into receipt (edge_id, boot_id, epoch, seq, applied_at)
          select ?, ?, 1, ?, published_at + interval '1 minute' - ?::interval
            from feed_entry where seq = 1
        """,
        edge,
        boot,
        seq,
        ago);
  }
}
