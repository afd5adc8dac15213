package com.bpmcentr.loadtests;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much the load generator itself works: beyond its own limit it measures itself. */
final class LoaderCpu {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long lastCpuNanos;
  private long lastNanos = System.nanoTime();

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Cores kept busy since the last call. */
  double sinceLast() {
    long cpuNanos = system.getProcessCpuTime();
    long nanos = System.nanoTime();
    double busy = (double) (cpuNanos - lastCpuNanos) / Math.max(1, nanos - lastNanos);
    lastCpuNanos = cpuNanos;
    lastNanos = nanos;
    return busy;
  }
}
