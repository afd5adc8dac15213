package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** Filtered lists as files: when the first byte comes, and how fast the rest. */
final class ConsoleExport {
  private static final int BUFFER = 64 * 1024;

  private ConsoleExport() {}

  static void run(RunningSystem system, ScenarioReport report) throws IOException {
    MarkdownTable table =
        new MarkdownTable("file", "rows", "first byte, ms", "all, s", "rows/s", "MiB");
    for (String file :
        List.of(
            "customers?filter%5Bcountry%5D=DE",
            "customers?filter%5Bq%5D=kovalenko",
            "subscriptions?filter%5Bstatus%5D=canceled",
            "api-keys?filter%5Bstatus%5D=revoked",
            "audit?filter%5Boutcome%5D=refused")) {
      read(system, file, table);
    }
    report.table(table);
  }

  private static void read(RunningSystem system, String file, MarkdownTable table)
      throws IOException {
    long begun = System.nanoTime();
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create(system.consoleUrl() + "/api/v1/exports/" + file).toURL().openConnection();
    call.setRequestProperty("Authorization", "Bearer " + system.token());
    long lines = 0;
    long bytes = 0;
    long firstByte = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = call.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (bytes == 0) {
          firstByte = System.nanoTime() - begun;
        }
        bytes += count;
        for (int i = 0; i < count; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    long all = System.nanoTime() - begun;
    table.row(
        file.replace("%5B", "[").replace("%5D", "]"),
        "%,d".formatted(lines - 1),
        ScenarioReport.millis(firstByte),
        ScenarioReport.seconds(all),
        "%,d".formatted((lines - 1) * 1_000_000_000L / all),
        "%.1f".formatted(bytes / 1024.0 / 1024));
  }
}
