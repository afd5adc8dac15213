package com.bpmcentr.loadtests.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of a process, as Linux counts it. */
public final class CpuTime {
  /** Linux tells user space 100 ticks a second whatever the kernel's own are: sysconf(3). */
  private static final long MICROS_A_TICK = 10_000;

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private CpuTime() {}

  /** User and kernel time of all threads so far, in steps of 10 ms. */
  public static long micros(long pid) throws IOException {
    return microsOf(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
  }

  /** Of the text of {@code /proc/<pid>/stat}: see proc_pid_stat(5). */
  static long microsOf(String stat) throws IOException {
    // The name in parentheses may itself hold spaces and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length <= SYSTEM_TICKS) {
      throw new IOException("not what /proc/<pid>/stat holds: " + stat);
    }
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        * MICROS_A_TICK;
  }
}
