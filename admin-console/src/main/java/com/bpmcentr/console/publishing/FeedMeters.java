package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.license.Checkpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How publishing stands, for operators. */
@Component
final class FeedMeters {

  private static final double MILLIS = 1_000.0;

  private final CheckpointRenewal renewal;

  FeedMeters(
      Metrics metrics,
      CheckpointRenewal renewal,
      PublishingAlarms alarms,
      LastSigned lastSigned,
      Clock clock) {
    this.renewal = renewal;
    metrics.gauge(
        "console.feed.epoch",
        "Epoch of the newest checkpoint that this console has seen or signed",
        () -> ofNewest(checkpoint -> checkpoint.position().epoch()));
    metrics.gauge(
        "console.feed.seq",
        "Sequence of the newest checkpoint that this console has seen or signed",
        () -> ofNewest(checkpoint -> checkpoint.position().seq()));
    metrics.gauge(
        "console.checkpoint.age.seconds",
        "Since that checkpoint was issued",
        () ->
            ofNewest(
                checkpoint ->
                    Duration.between(checkpoint.issuedAt(), clock.instant()).toMillis() / MILLIS));
    metrics.gauge(
        "console.feed.open",
        "1 while anything can be published; 0: not before the next start",
        () -> alarms.feedIsReadOnly() ? 0 : 1);
    metrics.gauge(
        "console.feed.rows.differing",
        "Rows of the current set that are known not to be what was published",
        () -> lastSigned.differing().size());
    for (PublishingAlarm.Kind kind : PublishingAlarm.Kind.values()) {
      metrics.gauge(
          "console.feed.alarm",
          "alarm",
          kind.name().toLowerCase(Locale.ROOT),
          "1 while there is this alarm",
          () -> alarms.isActive(kind) ? 1 : 0);
    }
  }

  private double ofNewest(ToDoubleFunction<Checkpoint> value) {
    Checkpoint newest = renewal.newest();
    return newest == null ? Double.NaN : value.applyAsDouble(newest);
  }
}
