package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one process keeps in memory, all of it: heap, code, threads, buffers; as Linux tells it in
 * {@code /proc/<pid>/status}.
 *
 * @param resident bytes in memory now ({@code VmRSS})
 * @param highest the most there ever were ({@code VmHWM})
 */
record ProcessMemory(long resident, long highest) {

  static ProcessMemory of(long pid) throws IOException {
    return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
  }

  static ProcessMemory parse(List<String> status) throws IOException {
    return new ProcessMemory(bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
  }

  /** A line is {@code VmRSS: 123456 kB}. */
  private static long bytes(List<String> status, String name) throws IOException {
    for (String line : status) {
      if (line.startsWith(name)) {
        String[] words = line.substring(name.length()).strip().split(" +", -1);
        if (words.length == 2 && words[1].equals("kB")) {
          return Long.parseLong(words[0]) * 1024;
        }
        throw new IOException("not as expected in /proc/<pid>/status: " + line);
      }
    }
    throw new IOException("no " + name + " in /proc/<pid>/status");
  }
}
