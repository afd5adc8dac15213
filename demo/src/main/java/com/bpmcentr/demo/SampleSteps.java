package com.bpmcentr.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls of the admin API, each done once whatever interrupts the run: a finished step is written to
 * a file with its result, and the one that was under way is sent again under the same idempotency
 * key.
 */
final class SampleSteps {
  private static final int CONFLICT = 409;
  private static final String DONE = "done";

  private final AdminApi api;
  private final Path file;
  private final Map<String, String> results;

  private SampleSteps(AdminApi api, Path file, Map<String, String> results) {
    this.api = api;
    this.file = file;
    this.results = results;
  }

  /** {@code file} keeps the demo key, so it is written as secrets are. */
  static SampleSteps resume(AdminApi api, Path file) throws IOException {
    return new SampleSteps(api, file, new LinkedHashMap<>(EnvironmentFile.read(file)));
  }

  boolean isDone(String step) {
    return results.containsKey(step);
  }

  @Nullable String result(String step) {
    return results.get(step);
  }

  void finish(String step, String result) throws IOException {
    results.put(step, result);
    EnvironmentFile.write(file, results);
  }

  /** Creates something once; its id. */
  String create(String step, String path, Map<String, ?> body) throws IOException, DemoRefusal {
    String known = results.get(step);
    if (known != null) {
      return known;
    }
    String id = post(step, path, body).path("id").asString();
    finish(step, id);
    return id;
  }

  /** A new key; its text if {@code keep}, else its id. */
  String createKey(String step, String path, Map<String, ?> body, boolean keep)
      throws IOException, DemoRefusal {
    if (!keep) {
      return create(step, path, body);
    }
    String known = results.get(step);
    if (known != null) {
      return known;
    }
    JsonNode created = post(step, path, body);
    if (created.path("key").isNull()) {
      // Made by a run that ended before it could write the key down; it is never shown again.
      created = post(step + "-again", path, body);
    }
    String key = created.path("key").asString();
    finish(step, key);
    return key;
  }

  /** A move that may already have been made by a run that was interrupted. */
  void act(String step, String path, Map<String, ?> body) throws IOException, DemoRefusal {
    if (!isDone(step)) {
      requireDone("POST " + path, api.post(path, body, idempotencyKey(step)));
      finish(step, DONE);
    }
  }

  void delete(String step, String path, String reason) throws IOException, DemoRefusal {
    if (!isDone(step)) {
      String query = "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
      requireDone("DELETE " + path, api.delete(path + query));
      finish(step, DONE);
    }
  }

  JsonNode read(String path) throws IOException, DemoRefusal {
    AdminApi.Answer answer = api.get(path);
    requireDone("GET " + path, answer);
    return answer.body();
  }

  private JsonNode post(String step, String path, Map<String, ?> body)
      throws IOException, DemoRefusal {
    AdminApi.Answer answer = api.post(path, body, idempotencyKey(step));
    if (!answer.succeeded()) {
      throw refused("POST " + path, answer);
    }
    return answer.body();
  }

  private static void requireDone(String call, AdminApi.Answer answer) throws DemoRefusal {
    if (!answer.succeeded() && answer.status() != CONFLICT) {
      throw refused(call, answer);
    }
  }

  private static DemoRefusal refused(String call, AdminApi.Answer answer) {
    return new DemoRefusal("the console refused sample data: " + call + ": " + answer.reason());
  }

  private static String idempotencyKey(String step) {
    return "sample-data/" + step;
  }
}
