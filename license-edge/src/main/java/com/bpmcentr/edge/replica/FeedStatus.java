package com.bpmcentr.edge.replica;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the following of the feed goes: for health, metrics and the log. Written by the feed's
 * thread, alarms by the background check and the journal too; read by all.
 */
public final class FeedStatus {

  private static final Logger log = LoggerFactory.getLogger(FeedStatus.class);

  /** The same alarm, every second, is still one thing to know. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private static final int MOST_DETAIL = 300;

  /** What stands is raised again in that time, but for what is found once, at a start. */
  private static final Duration STANDS = Duration.ofMinutes(10);

  /** Where the following stands. */
  public enum State {
    /** Not begun. */
    STARTING,
    /** The database does not answer; what is held is served on. */
    DISCONNECTED,
    /** The console has never published. */
    NOTHING_PUBLISHED,
    /** All current documents have to be read, and as many edges are at it as may. */
    WAITING,
    /** All current documents are being read. */
    SYNCING,
    /** Entries are applied as they come. */
    FOLLOWING,
    /** The last look ended in a failure of this program's own; the next one comes. */
    FAILING
  }

  private final InstantSource clock;
  private final Map<FeedAlarm, AtomicLong> counts = new EnumMap<>(FeedAlarm.class);

  /** Read without the lock, which is held while something waits for the log to be written. */
  private final Map<FeedAlarm, Instant> raised = new ConcurrentHashMap<>();

  private final Map<FeedAlarm, Instant> logged = new EnumMap<>(FeedAlarm.class);

  private final AtomicLong setReadings = new AtomicLong();

  private volatile State state = State.STARTING;
  private volatile boolean rootMatches;
  private volatile @Nullable LastAlarm lastAlarm;

  /** The newest alarm. */
  public record LastAlarm(FeedAlarm alarm, Instant at) {}

  /** The status of an edge that has just started. */
  public FeedStatus(InstantSource clock) {
    this.clock = clock;
    for (FeedAlarm alarm : FeedAlarm.values()) {
      counts.put(alarm, new AtomicLong());
    }
  }

  /** Where the following stands. */
  public State state() {
    return state;
  }

  /**
   * Whether what is held matched the newest checkpoint that could be compared; false also while the
   * one that the database shows is refused.
   */
  public boolean rootMatches() {
    return rootMatches;
  }

  /** The newest alarm; null when there has been none. */
  public @Nullable LastAlarm lastAlarm() {
    return lastAlarm;
  }

  /** How often all current documents have been read from the database, or begun to be. */
  public long setReadings() {
    return setReadings.get();
  }

  /** How often there was this alarm. */
  public long count(FeedAlarm alarm) {
    AtomicLong count = counts.get(alarm);
    return count == null ? 0 : count.get();
  }

  /**
   * Whether there is this alarm now: it was raised within the last ten minutes, by this start. A
   * pepper that is missing is so until the next start.
   */
  public boolean isRaised(FeedAlarm alarm) {
    Instant last = raised.get(alarm);
    if (last == null || alarm == FeedAlarm.PEPPER_MISSING) {
      return last != null;
    }
    // either way: the clock may be what was wrong, and have been set since
    return Duration.between(last, clock.instant()).abs().compareTo(STANDS) < 0;
  }

  void moveTo(State next) {
    if (state != next) {
      log.info("feed: {} (was {})", next, state);
      state = next;
    }
  }

  void disconnected(Throwable cause) {
    if (state != State.DISCONNECTED) {
      log.warn("feed: the database does not answer, serving on: {}", cause.getMessage());
      state = State.DISCONNECTED;
    }
  }

  void readingSet() {
    setReadings.incrementAndGet();
    moveTo(State.SYNCING);
  }

  void rootMatches(boolean matches) {
    rootMatches = matches;
  }

  /**
   * Raises an alarm.
   *
   * @param detail for the log; no payload, key or digest
   */
  public void raise(FeedAlarm alarm, String detail) {
    raise(alarm, detail, null);
  }

  /**
   * Says that a part failed in a way that nobody foresaw, and goes on.
   *
   * @param part in a few words
   */
  void failed(String part, Throwable failure) {
    raise(FeedAlarm.PART_FAILED, part, failure);
  }

  private synchronized void raise(FeedAlarm alarm, String detail, @Nullable Throwable failure) {
    AtomicLong count = counts.get(alarm);
    if (count != null) {
      count.incrementAndGet();
    }
    Instant now = clock.instant();
    lastAlarm = new LastAlarm(alarm, now);
    raised.put(alarm, now);
    Instant last = logged.get(alarm);
    if (last == null || !now.isBefore(last.plus(QUIET))) {
      logged.put(alarm, now);
      log.error("feed alarm {}: {}", alarm, LogText.of(detail, MOST_DETAIL), failure);
    }
  }
}
