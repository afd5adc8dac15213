package com.bpmcentr.console;

import com.bpmcentr.console.config.ConsoleConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A console started as an operator starts it, for tests that stop it and start another. */
public final class LiveConsole implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final ApiClient api;

  private LiveConsole(ConfigurableApplicationContext context, ApiClient api) {
    this.context = context;
    this.api = api;
  }

  /** Starts one; the API is called with the first owner's token. */
  public static LiveConsole start(Map<String, String> environment) {
    ConfigurableApplicationContext context = AdminConsole.start(ConsoleConfig.read(environment));
    int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    return new LiveConsole(
        context, new ApiClient(port, token(Path.of(environment.get("CONSOLE_FIRST_OWNER_FILE")))));
  }

  public ApiClient api() {
    return api;
  }

  /** A part of it. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** A call that makes something; what it answers. */
  public JsonNode make(String path, String body) {
    ApiClient.Response response = api.post(path, body);
    if (response.status() / 100 != 2) {
      throw new AssertionError(path + ": " + response.status() + " " + response.body());
    }
    return response.json();
  }

  /** Waits until every live edge has receipted the position. */
  public void awaitEverywhere(String position, int edges) {
    await(
        "position " + position + " on " + edges + " edges",
        () -> {
          JsonNode receipts = api.get("/receipts/" + position).json();
          return receipts.path("edges").size() >= edges && receipts.path("pending").isEmpty();
        });
  }

  /** Waits until a job has ended well. */
  public JsonNode awaitJob(String id) {
    await(
        "job " + id,
        () -> {
          String state = job(id).path("state").asString();
          if (state.equals("failed")) {
            throw new AssertionError(job(id).toString());
          }
          return state.equals("done");
        });
    return job(id);
  }

  private JsonNode job(String id) {
    return api.get("/jobs/" + id).json();
  }

  /** Waits for a condition, at most a minute. */
  public static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(Duration.ofMinutes(1)).until(condition);
  }

  private static String token(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("API_TOKEN="))
          .findFirst()
          .orElseThrow()
          .substring("API_TOKEN=".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
