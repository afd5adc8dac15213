package com.bpmcentr.edge.faults;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.FeedPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What was asked and answered, what was revoked and what was receipted; and whether that fits: a
 * check that starts after an edge's receipt of a revocation is never VALID there.
 *
 * <p>A receipt's time is the database's, told after the edge had sent it, and compared with this
 * machine's, which is the same clock.
 */
final class RevocationHistory {

  private final ConcurrentLinkedQueue<Check> checks = new ConcurrentLinkedQueue<>();
  private final Map<String, FeedPosition> revoked = new ConcurrentHashMap<>();

  /** One check that has been answered. */
  record Check(String edgeId, String key, Instant start, String code) {}

  /** How the checks lie to the receipts, and those that contradict one. */
  record Verdict(int validBefore, int refusedAfter, List<Check> validAfter) {}

  void checked(Check check) {
    checks.add(check);
  }

  void revoked(String key, FeedPosition position) {
    revoked.put(key, position);
  }

  int size() {
    return checks.size();
  }

  Verdict judge(TestWorld world) throws SQLException {
    Map<String, NavigableMap<Long, Instant>> receipts = receipts(world);
    int validBefore = 0;
    int refusedAfter = 0;
    List<Check> validAfter = new ArrayList<>();
    for (Check check : checks) {
      FeedPosition position = revoked.get(check.key);
      Map.Entry<Long, Instant> receipt =
          position == null || !receipts.containsKey(check.edgeId)
              ? null
              : receipts.get(check.edgeId).ceilingEntry(position.seq());
      boolean valid = check.code.equals("VALID");
      boolean after = receipt != null && check.start.isAfter(receipt.getValue());
      if (valid && after) {
        validAfter.add(check);
      } else if (valid) {
        validBefore++;
      } else if (after) {
        refusedAfter++;
      }
    }
    return new Verdict(validBefore, refusedAfter, validAfter);
  }

  /** For each edge the time of the first receipt at or beyond each number. */
  private static Map<String, NavigableMap<Long, Instant>> receipts(TestWorld world)
      throws SQLException {
    Map<String, NavigableMap<Long, Instant>> receipts = new HashMap<>();
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select edge_id, seq, applied_at from receipt order by id")) {
      while (rows.next()) {
        receipts
            .computeIfAbsent(rows.getString(1), edge -> new TreeMap<>())
            .putIfAbsent(rows.getLong(2), rows.getObject(3, OffsetDateTime.class).toInstant());
      }
    }
    return receipts;
  }
}
