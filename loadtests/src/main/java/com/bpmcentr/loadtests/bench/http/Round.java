package com.bpmcentr.loadtests.bench.http;

import java.util.Locale;
import java.util.Optional;

/**
 * One server under load for some seconds.
 *
 * @param serverCpuMicros processor time of the server for one request
 * @param serverPercent how much of its processor the server got while it was asked for all it could
 *     give: far below 100, something else used that processor
 * @param doubt why the round is void: its figures then count for nothing
 */
record Round(Load load, double serverCpuMicros, double serverPercent, Optional<String> doubt) {
  /** A load generator that has no time left measures itself. */
  static final double MOST_LOADER_SHARE = 0.90;

  /**
   * Judges what was measured.
   *
   * @param cpuMicros processor time of the server in all
   * @param wrong what was found wrong with its answers, besides the errors of the load
   */
  static Round of(Load load, long cpuMicros, Optional<String> wrong) {
    Optional<String> doubt = wrong;
    if (load.requests() == 0) {
      doubt = Optional.of("no request was answered");
    } else if (load.errors() > 0) {
      doubt = Optional.of(load.errors() + " errors");
    } else if (load.loaderShare() > MOST_LOADER_SHARE) {
      doubt =
          Optional.of(
              String.format(
                  Locale.ROOT, "the loader used %.0f %% of its core", load.loaderShare() * 100));
    }
    double cpuARequest = (double) cpuMicros / Math.max(1, load.served());
    return new Round(
        load, cpuARequest, cpuARequest * load.requests() / load.seconds() / 1e4, doubt);
  }

  double requestsASecond() {
    return load.requests() / load.seconds();
  }

  double loaderPercent() {
    return load.loaderShare() * 100;
  }

  boolean isVoid() {
    return doubt.isPresent();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f/s, p99 %.0f µs, %.2f µs of CPU a request, loader %.0f %%%s",
        requestsASecond(),
        load.latency().get(Load.Percentile.P99),
        serverCpuMicros,
        loaderPercent(),
        doubt.map(reason -> ", VOID: " + reason).orElse(""));
  }
}
