package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One bulk import from its sending to its end.
 *
 * @param sentAt when its first byte was handed to the socket, of {@link System#nanoTime}
 * @param acceptedAt when the 202 was there: all lines were in
 * @param doneAt when it was first told that it is done
 * @param end what {@code GET /imports/{id}} said then
 * @param progress how many lines were done, each time it was asked
 */
record ImportRun(long sentAt, long acceptedAt, long doneAt, JsonNode end, List<Progress> progress) {
  private static final long ASKED_EVERY_NANOS = 100_000_000;

  ImportRun {
    progress = List.copyOf(progress);
  }

  /** How far it was, at a time since its sending. */
  record Progress(long nanos, String state, long done) {}

  /**
   * Imports all of the lines.
   *
   * @throws IOException when one was refused, or it did not come to its end
   */
  static ImportRun of(AdminApi api, byte[] body) throws IOException {
    Wire.Reply accepted = api.post("/imports", "application/x-ndjson", body);
    String id = AdminApi.json(accepted).path("id").asString();
    List<Progress> progress = new ArrayList<>();
    while (true) {
      JsonNode now = api.get("/imports/" + id);
      long at = System.nanoTime();
      long done = now.path("imported").asLong() + now.path("unchanged").asLong();
      String state = now.path("state").asString();
      progress.add(new Progress(at - accepted.sentAt(), state, done));
      if (now.path("refused").asLong() > 0) {
        throw new IOException("the import refused lines: " + now);
      }
      switch (state) {
        case "done" -> {
          return new ImportRun(accepted.sentAt(), accepted.answeredAt(), at, now, progress);
        }
        case "failed", "broken_off" -> throw new IOException("the import came to nothing: " + now);
        default -> Pauses.until(at + ASKED_EVERY_NANOS);
      }
    }
  }
}
