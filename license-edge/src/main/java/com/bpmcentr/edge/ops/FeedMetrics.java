package com.bpmcentr.edge.ops;

import com.bpmcentr.edge.replica.FeedAlarm;
import com.bpmcentr.edge.replica.FeedStatus;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.license.FeedPosition;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which edge this is, what it holds and how the following goes, as metrics. */
public final class FeedMetrics {

  private FeedMetrics() {}

  /** Registers the meters; they read the parts when they are scraped. */
  public static void register(
      MeterRegistry registry,
      PgPresence.EdgeIdentity identity,
      LicenseReplica replica,
      FreshnessClock freshness,
      FeedStatus status) {
    Gauge.builder("edge.info", () -> 1)
        .tag("edge", identity.edgeId())
        .tag("region", identity.region())
        .tag("version", identity.version())
        .description("Always 1; its labels say which edge this is")
        .register(registry);
    Gauge.builder("edge.feed.epoch", replica, held -> epoch(held.position()))
        .description("Epoch of the proven position")
        .register(registry);
    Gauge.builder("edge.feed.seq", replica, held -> seq(held.position()))
        .description("Sequence of the proven position")
        .register(registry);
    Gauge.builder("edge.feed.age", freshness, clock -> clock.freshness().age().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("Since the newest valid checkpoint")
        .register(registry);
    Gauge.builder("edge.feed.root.matches", status, s -> s.rootMatches() ? 1 : 0)
        .description("1 while what is held matches the newest checkpoint's root")
        .register(registry);
    for (FeedStatus.State state : FeedStatus.State.values()) {
      Gauge.builder("edge.feed.state", status, s -> s.state() == state ? 1 : 0)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("1 for the state that the following is in")
          .register(registry);
    }
    for (FeedAlarm alarm : FeedAlarm.values()) {
      Gauge.builder("edge.feed.alarm.raised", status, s -> s.isRaised(alarm) ? 1 : 0)
          .tag("alarm", alarm.label())
          .description("1 while this start has raised the alarm within the last ten minutes")
          .register(registry);
      FunctionCounter.builder("edge.feed.alarms", status, s -> s.count(alarm))
          .tag("alarm", alarm.label())
          .description("What was refused of what the database showed")
          .register(registry);
    }
    FunctionCounter.builder("edge.feed.set.readings", status, FeedStatus::setReadings)
        .description("How often all current documents were read from the database")
        .register(registry);
    Gauge.builder("edge.set.size", replica, LicenseReplica::size)
        .description("Customers and connectors held")
        .register(registry);
  }

  private static double epoch(@Nullable FeedPosition position) {
    return position == null ? 0 : position.epoch();
  }

  private static double seq(@Nullable FeedPosition position) {
    return position == null ? 0 : position.seq();
  }
}
