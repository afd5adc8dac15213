package com.bpmcentr.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.operation.Metrics;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The operations port: {@code GET /metrics} for Prometheus, where one is configured. Apart from the
 * port of screens and API, so that nobody who reaches those reads it.
 */
@Component
final class MetricsPort implements SmartInitializingSingleton, DisposableBean {

  private static final String PATH = "/metrics";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NO_BODY = -1;

  /** More than ask at the same time. */
  static final int MOST_CONNECTIONS = 50;

  private static final int LONGEST_SECONDS = 5;

  static {
    // the JDK's server reads them once; without, it waits for slow ones as long as they like
    System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
    System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(LONGEST_SECONDS));
    System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(LONGEST_SECONDS));
  }

  private final ConsoleConfig config;
  private final Metrics metrics;
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;

  MetricsPort(ConsoleConfig config, Metrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  /** Opens the port, once every part has added what it measures. */
  @Override
  public void afterSingletonsInstantiated() {
    Integer port = config.managementPort();
    if (port == null) {
      return;
    }
    try {
      server = HttpServer.create(new InetSocketAddress(config.managementHost(), port), 0);
    } catch (IOException e) {
      throw new ConsoleStartException(
          "CONSOLE_MANAGEMENT_PORT: cannot listen on " + config.managementHost() + ":" + port, e);
    }
    server.setExecutor(answering);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The port that is open; 0 when none is. */
  int port() {
    return server == null ? 0 : server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
      } else {
        byte[] body = metrics.scrape().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void destroy() {
    if (server != null) {
      server.stop(0);
    }
    answering.close();
  }
}
