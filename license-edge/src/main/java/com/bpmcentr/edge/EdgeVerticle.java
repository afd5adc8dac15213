package com.bpmcentr.edge;

import com.bpmcentr.edge.guard.Http2Limits;
import com.bpmcentr.edge.guard.Refusal;
import com.bpmcentr.edge.guard.SlowHeads;
import com.bpmcentr.edge.guard.StrictRequestDecoder;
import com.bpmcentr.edge.http.BodyReader;
import com.bpmcentr.edge.http.InvalidRequestHandler;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.edge.usage.UsageCounter;
import com.bpmcentr.edge.verify.SubscriptionCheckHandler;
import com.bpmcentr.edge.verify.UsageHandler;
import com.bpmcentr.edge.verify.VerifyHandler;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The public port, on one event loop: every route of it is on this page. Each event loop has an
 * instance of its own, and shares with the others only the parts it was given.
 */
final class EdgeVerticle extends VerticleBase {

  static final int LONGEST_REQUEST_LINE = 4096;
  static final int LARGEST_HEADERS = 8192;

  /** Longer than a body may still take by then. */
  private static final int LONGEST_GOODBYE_SECONDS = 3;

  /** Connections that wait to be accepted; also what tells this port from the operations port. */
  private static final int BACKLOG = 4096;

  private final EdgeConfig config;
  private final EdgeParts parts;
  private @Nullable HttpServer server;

  EdgeVerticle(EdgeConfig config, EdgeParts parts) {
    this.config = config;
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    parts.loops().watch(vertx);
    BodyReader bodies =
        new BodyReader(
            vertx,
            parts.nanoTime(),
            parts.draining()::hasBegun,
            () -> parts.refusals().count(Refusal.SLOW_BODY));
    SlowHeads heads = new SlowHeads(vertx, parts.nanoTime(), parts.refusals());
    Http2Limits http2 = new Http2Limits(vertx, parts.nanoTime(), heads, parts.refusals());
    UsageCounter usage = parts.usage().counterOf(context);
    VerifyHandler verify =
        new VerifyHandler(
            parts.decider(),
            parts.replica(),
            parts.freshness(),
            bodies,
            parts.checkMetrics(),
            parts.limits(),
            usage);
    UsageHandler reports =
        new UsageHandler(
            parts.decider(),
            bodies,
            parts.checkMetrics(),
            parts.limits(),
            usage,
            parts.operationTotals());
    Router others = others(usage);
    InvalidRequestHandler invalid =
        new InvalidRequestHandler(LONGEST_REQUEST_LINE, LARGEST_HEADERS);
    HttpServerOptions options =
        options(config.host(), config.port()).setIdleTimeout(config.idleSeconds());
    parts.tls().ifPresent(certificate -> certificate.secure(options, LARGEST_HEADERS));
    return vertx
        .createHttpServer(options)
        .connectionHandler(
            connection -> {
              StrictRequestDecoder.install(connection, options);
              heads.watch(connection);
              http2.watch(connection);
            })
        .invalidRequestHandler(invalid)
        .requestHandler(request -> route(request, invalid, bodies, verify, reports, others))
        .listen()
        .onSuccess(this::listening);
  }

  /** The hot path is one comparison away; the rest goes through Vert.x Web. */
  private void route(
      HttpServerRequest request,
      InvalidRequestHandler invalid,
      BodyReader bodies,
      VerifyHandler verify,
      UsageHandler reports,
      Router others) {
    try {
      parts.draining().sendAway(request);
      if (!InvalidRequestHandler.namesItsHost(request)) {
        invalid.handle(request);
      } else if ("/v1/verify".equals(request.path())) {
        verify.handle(request);
      } else if ("/v1/connector/usage".equals(request.path())) {
        // before the router, which has bodies passed over
        reports.handle(request);
      } else if (!bodies.refusesUnread(request)) {
        others.handle(request);
      }
    } catch (RuntimeException e) {
      Responses.failed(request, e);
    }
  }

  private Router others(UsageCounter usage) {
    Router router = Router.router(vertx);
    SubscriptionCheckHandler check =
        new SubscriptionCheckHandler(parts.decider(), parts.checkMetrics(), parts.limits(), usage);
    router.get("/v1/subscription/check").handler(route -> check.handle(route.request()));
    router
        .route("/v1/subscription/check")
        .handler(route -> Responses.problem(route.request(), Problem.methodNotAllowed("GET")));
    router.route().handler(route -> Responses.problem(route.request(), Problem.notFound()));
    // no path at all, as in OPTIONS * and CONNECT host:port, never comes to the route above
    router.errorHandler(404, route -> Responses.problem(route.request(), Problem.notFound()));
    router.errorHandler(
        400, route -> Responses.problem(route.request(), Problem.malformedRequest()));
    router.errorHandler(500, route -> Responses.failed(route.request(), route.failure()));
    return router;
  }

  /** Whether these are the options of the public port. */
  static boolean isPublic(NetServerOptions options) {
    return options.getAcceptBacklog() == BACKLOG;
  }

  static HttpServerOptions options(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setAcceptBacklog(BACKLOG)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        // nobody speaks WebSocket here; else each request passes a handler that looks for it
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  /** Lets requests that are under way end, takes no new ones. */
  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
  }

  private void listening(HttpServer listening) {
    server = listening;
    parts.tls().ifPresent(certificate -> certificate.serve(listening));
    parts.publicPort().complete(listening.actualPort());
  }
}
