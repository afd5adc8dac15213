package com.bpmcentr.edge.ops;

import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.edge.http.Responses;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The operations port: every route of it is on this page. */
public final class OperationsVerticle extends VerticleBase {

  private static final int IDLE_SECONDS = 60;

  private final String host;
  private final int port;
  private final HealthReport health;
  private final LoopWatch loops;
  private final PrometheusMeterRegistry metrics;
  private final CompletableFuture<Integer> openPort;

  /**
   * A port that is not open yet.
   *
   * @param openPort completed with the port once it is
   */
  public OperationsVerticle(
      String host,
      int port,
      HealthReport health,
      LoopWatch loops,
      PrometheusMeterRegistry metrics,
      CompletableFuture<Integer> openPort) {
    this.host = host;
    this.port = port;
    this.health = health;
    this.loops = loops;
    this.metrics = metrics;
    this.openPort = openPort;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    loops.count(vertx);
    router
        .get("/health/live")
        .handler(
            route -> {
              boolean live = health.isLive();
              route.response().setStatusCode(live ? 200 : 503);
              route.json(new JsonObject().put("status", live ? "live" : "event_loop_hangs"));
            });
    router
        .get("/health/ready")
        .handler(
            route ->
                route
                    .response()
                    .setStatusCode(health.isReady() ? 200 : 503)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(health.toJson()));
    router
        .get("/metrics")
        .handler(
            route ->
                route
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(metrics.scrape()));
    router.route().handler(route -> Responses.problem(route.request(), Problem.notFound()));
    // no path at all, as in OPTIONS *, never comes to the route above
    router.errorHandler(404, route -> Responses.problem(route.request(), Problem.notFound()));
    router.errorHandler(
        400, route -> Responses.problem(route.request(), Problem.malformedRequest()));
    router.errorHandler(500, route -> Responses.failed(route.request(), route.failure()));
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .requestHandler(router)
        .listen()
        .onSuccess(server -> openPort.complete(server.actualPort()));
  }
}
