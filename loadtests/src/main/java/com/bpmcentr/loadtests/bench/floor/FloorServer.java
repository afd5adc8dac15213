package com.bpmcentr.loadtests.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.edge.EdgeTransport;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The floor: a bare Vert.x server with the edge's transport, on one event loop, that returns one
 * answer of the edge to whatever is asked. Of a POST it reads the whole body first.
 *
 * <p>Each line of its input names a file with the answer to give from then on. It ends with its
 * input, and so with whoever started it.
 */
public final class FloorServer {
  private volatile CapturedAnswer answer = CapturedAnswer.NONE;

  private FloorServer() {}

  public static void main(String[] arguments) throws Exception {
    FloorServer floor = new FloorServer();
    Vertx vertx = Vertx.vertx(EdgeTransport.vertxOptions());
    HttpServer server =
        vertx
            .createHttpServer(EdgeTransport.serverOptions("127.0.0.1", 0))
            .requestHandler(floor::handle)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    System.out.println("answers on 127.0.0.1:" + server.actualPort());
    try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String file = input.readLine(); file != null; file = input.readLine()) {
        floor.answer = read(file);
        System.out.println("answers with " + file);
      }
    }
    System.exit(0);
  }

  private void handle(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method())) {
      request.body().onSuccess(body -> answer.send(request.response()));
    } else {
      answer.send(request.response());
    }
  }

  private static CapturedAnswer read(String file) throws IOException {
    return CapturedAnswer.parse(Files.readAllBytes(Path.of(file)));
  }
}
