package com.bpmcentr.console.browser;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one edge would have told: an earlier start, this one, and how quickly it took changes. */
@TestComponent
class SampleEdge {

  static final String ID = "edge-warsaw-1";

  private static final UUID BEFORE = new UUID(7, 1);
  private static final UUID PRESENT = new UUID(7, 2);

  private final JdbcClient database;

  /** As the owner: an edge could not say when it spoke. */
  SampleEdge(LicenseDatabase server) {
    this.database = JdbcClient.create(server.dataSource(DatabaseRole.OWNER));
  }

  /** For as long as pictures are taken it is heard of and holds all there is. */
  void tell() {
    for (String table : List.of("heartbeat", "receipt")) {
      database.sql("delete from " + table + " where edge_id = :edge").param("edge", ID).update();
    }
    heartbeat(BEFORE, "0.9.4", "-7 hours");
    heartbeat(BEFORE, "0.9.4", "-3 hours");
    heartbeat(PRESENT, "1.0.0", "-175 minutes");
    heartbeat(PRESENT, "1.0.0", "10 minutes");
    database
        .sql(
            """
            insert into receipt (edge_id, boot_id, epoch, seq, applied_at)
            select :edge, :boot, epoch, seq,
                published_at + make_interval(secs => 0.004 + seq % 9 / 1000.0)
              from feed_entry order by epoch desc, seq desc limit 8
            """)
        .param("edge", ID)
        .param("boot", PRESENT)
        .update();
  }

  private void heartbeat(UUID boot, String version, String when) {
    database
        .sql(
            """
            insert into heartbeat
                (edge_id, boot_id, region, version, epoch, seq, age_seconds, set_size, at)
            select :edge, :boot, 'sample', :version, epoch, seq, 1, seq, present() + :when::interval
              from feed_head
            """)
        .param("edge", ID)
        .param("boot", boot)
        .param("version", version)
        .param("when", when)
        .update();
  }
}
