package com.bpmcentr.loadtests;

import com.bpmcentr.license.DecisionCode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers magic and unknown keys as an edge does, until its fault sets in: then it is slow. */
final class FaultyEdge implements AutoCloseable {
  /** Far beyond the first checks of a load that starts cold on a busy machine. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Pattern MAGIC = Pattern.compile("bpm_test_magic_([a-z_]+)");

  private final HttpServer server;
  private final Fault fault;
  private final AtomicInteger checks = new AtomicInteger();

  /** Whether a check is answered late. */
  interface Fault {
    /**
     * @param number of the check, from 1
     */
    boolean slows(int number, DecisionCode code);
  }

  FaultyEdge(Fault fault) throws IOException {
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/verify", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher magic = MAGIC.matcher(header == null ? body : header);
    DecisionCode code =
        magic.find()
            ? DecisionCode.valueOf(magic.group(1).toUpperCase(java.util.Locale.ROOT))
            : DecisionCode.KEY_NOT_FOUND;
    if (fault.slows(checks.incrementAndGet(), code)) {
      LockSupport.parkNanos(LATE_NANOS);
    }
    byte[] answer = ("{\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
    boolean isUndecided = code.kind() == DecisionCode.Kind.UNDECIDED;
    exchange.sendResponseHeaders(isUndecided ? 503 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
