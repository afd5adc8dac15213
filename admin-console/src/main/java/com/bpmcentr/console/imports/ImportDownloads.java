package com.bpmcentr.console.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What an import leaves to take along, one JSON object a line, written as it is read. */
@Component
public final class ImportDownloads {

  private final ImportService imports;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();

  ImportDownloads(ImportService imports, Clock clock) {
    this.imports = imports;
    this.clock = clock;
  }

  /** The keys that it made, once; false where the service refuses them. */
  public boolean keys(Actor actor, UUID id, OutputStream out) throws IOException {
    if (!(imports.fetchKeys(actor, id) instanceof Result.Done(ImportService.KeyParts parts, _))) {
      return false;
    }
    write(parts, out);
    return true;
  }

  /** Writes part after part; each is gone once it is read. */
  public void write(ImportService.KeyParts parts, OutputStream out) throws IOException {
    for (List<GeneratedKey> part = parts.next(); !part.isEmpty(); part = parts.next()) {
      StringBuilder lines = new StringBuilder();
      for (GeneratedKey key : part) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("externalId", key.externalId());
        line.put("customerId", key.customerId());
        line.put("id", key.id());
        line.put("name", key.name());
        line.put("environment", key.environment());
        line.put("key", key.key().reveal());
        lines.append(json.writeValueAsString(line)).append('\n');
      }
      out.write(lines.toString().getBytes(UTF_8));
      out.flush();
    }
  }

  /** All refused lines, each with its reason in the reader's language. */
  public void refusedLines(
      Actor actor, UUID id, Function<RefusedLine, String> reason, OutputStream out)
      throws IOException {
    Instant asked = clock.instant();
    imports.noteDownload(actor, id).orElseThrow();
    List<RefusedLine> part = refusedLines(actor, id, null);
    while (!part.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      for (RefusedLine refused : part) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("line", refused.number());
        line.put("externalId", refused.externalId());
        line.put("email", refused.email());
        line.put("reason", reason.apply(refused));
        lines.append(json.writeValueAsString(line)).append('\n');
      }
      out.write(lines.toString().getBytes(UTF_8));
      imports.requireStill(actor, asked, Permission.READ);
      part = refusedLines(actor, id, part.getLast().number());
    }
  }

  private List<RefusedLine> refusedLines(Actor actor, UUID id, @Nullable Long after) {
    return imports
        .refusedLines(actor, id, ListQuery.part(Map.of(), after))
        .map(Page::items)
        .orElseThrow();
  }
}
