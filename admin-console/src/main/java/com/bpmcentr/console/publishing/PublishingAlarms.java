package com.bpmcentr.console.publishing;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is wrong with the feed, for screens to show; also closes the feed. */
@Component
public class PublishingAlarms {

  private static final Logger LOG = LoggerFactory.getLogger(PublishingAlarms.class);

  private final Map<PublishingAlarm.Kind, PublishingAlarm> active = new ConcurrentHashMap<>();
  private final Clock clock;

  /** None is raised. */
  public PublishingAlarms(Clock clock) {
    this.clock = clock;
  }

  /** The alarms of now, the newest of each kind, the gravest first. */
  public List<PublishingAlarm> active() {
    return active.values().stream().sorted(Comparator.comparing(PublishingAlarm::kind)).toList();
  }

  /** Whether there is an alarm of this kind now. */
  boolean isActive(PublishingAlarm.Kind kind) {
    return active.containsKey(kind);
  }

  /** Whether nothing can be published until the console is started anew. */
  public boolean feedIsReadOnly() {
    return active.keySet().stream().anyMatch(PublishingAlarm.Kind::closesFeed);
  }

  /**
   * Says under which peppers keys live that this console's file does not have; none: it is over.
   */
  public void peppersMissing(List<String> ids) {
    set(PublishingAlarm.Kind.PEPPER_MISSING, ids);
  }

  /** Says which ids more than one edge goes by; none: it is over. */
  public void edgeIdsShared(List<String> ids) {
    set(PublishingAlarm.Kind.EDGE_ID_SHARED, ids);
  }

  /**
   * Says that work was done ahead of its time. Stays until the console is started anew: what was
   * issued early does not go away by itself, and somebody must look at it.
   *
   * @param work the kind of work, as metrics call it
   * @param until up to when it was done
   */
  public void dueWorkAhead(String work, Instant until) {
    var _ =
        raise(PublishingAlarm.Kind.DUE_WORK_AHEAD, work + " was done up to " + until, work, until);
  }

  private void set(PublishingAlarm.Kind kind, List<String> ids) {
    if (ids.isEmpty()) {
      clear(kind);
    } else {
      var _ = raise(kind, String.join(", ", ids), String.join(", ", ids));
    }
  }

  void rowsUnfit(long rows) {
    var _ =
        raise(
            PublishingAlarm.Kind.ROW_UNFIT,
            rows + " rows of the current set can be no document's",
            rows);
  }

  /**
   * To be thrown by the caller.
   *
   * @param facts as the kind has them, or none
   */
  PublishingRefusedException raise(PublishingAlarm.Kind kind, String detail, Object... facts) {
    PublishingAlarm before =
        active.put(kind, new PublishingAlarm(kind, List.of(facts), detail, clock.instant()));
    if (before == null || !before.detail().equals(detail)) {
      LOG.error("feed alarm {}: {}", kind, detail);
    }
    return new PublishingRefusedException(kind, detail);
  }

  void clear(PublishingAlarm.Kind kind) {
    if (active.remove(kind) != null) {
      LOG.info("feed alarm {} is over", kind);
    }
  }

  void requireOpen() {
    for (PublishingAlarm alarm : active.values()) {
      if (alarm.kind().closesFeed()) {
        throw new PublishingRefusedException(alarm.kind(), alarm.detail());
      }
    }
  }
}
