package com.bpmcentr.loadtests.bench.report;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where figures come from: the first lines above any table.
 *
 * @param command what gives the same figures again
 * @param loadAverage of the machine before anything was started
 */
public record Origin(String command, Instant begun, Machine machine, double loadAverage) {

  /** Of a run that begins now, on this machine. */
  public static Origin here(String command, Instant now) throws IOException {
    return new Origin(
        command, now.truncatedTo(ChronoUnit.SECONDS), Machine.here(), Machine.loadAverage());
  }

  @Override
  public String toString() {
    return "`%s`, %s  \n%s; load average at the start %s"
        .formatted(command, begun, machine, loadAverage);
  }
}
