package com.bpmcentr.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.RawHttp2;
import com.bpmcentr.edge.RawHttp2.Frame;
import com.bpmcentr.edge.TestTls;
import com.bpmcentr.edge.tls.TlsCertificate;
import com.bpmcentr.edge.tls.TlsFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers over HTTP/2 see of an edge that is about to stop. */
@Timeout(60)
class DrainingIT {

  private static final List<Integer> STREAMS =
      IntStream.range(0, 10).map(i -> 3 + 2 * i).boxed().toList();

  @TempDir private Path folder;

  @Test
  void sendAway_tenQuestionsInOneFlight_allAreAnsweredBeforeTheLastOneIsNamed() throws Exception {
    Draining draining = new Draining();
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer server = serve(vertx, draining);
      try (RawHttp2 connection = new RawHttp2(server.actualPort())) {
        connection.send(question(1));
        connection.await(RawHttp2.DATA, 1);

        draining.begin();
        connection.send(STREAMS.stream().map(DrainingIT::question).toArray(byte[][]::new));
        List<Integer> answered = new ArrayList<>();
        List<Integer> named = new ArrayList<>();
        while (answered.size() < STREAMS.size()) {
          note(connection.next(), answered, named);
        }
        assertThat(answered).containsExactlyInAnyOrderElementsOf(STREAMS);
        assertThat(named).as("once").containsExactly(Integer.MAX_VALUE);

        Future<Void> ended = server.shutdown(10, TimeUnit.SECONDS);
        assertThat(connection.await(RawHttp2.GOAWAY, 0).lastStream()).isEqualTo(STREAMS.getLast());
        assertThat(connection.isClosedByPeer()).isTrue();
        get(ended);
      }
    } finally {
      get(vertx.close());
    }
  }

  private static void note(Frame frame, List<Integer> answered, List<Integer> named) {
    if (frame.type() == RawHttp2.GOAWAY) {
      assertThat(frame.errorCode()).isZero();
      named.add(frame.lastStream());
    } else if (frame.stream() > 0 && frame.isLast()) {
      answered.add(frame.stream());
    }
  }

  private static byte[] question(int stream) {
    return RawHttp2.frame(
        RawHttp2.HEADERS,
        RawHttp2.END_STREAM | RawHttp2.END_HEADERS,
        stream,
        RawHttp2.check("GET", "bpm_prod_one"));
  }

  private HttpServer serve(Vertx vertx, Draining draining) throws Exception {
    TestTls.pair(folder, "edge", 30).install(folder);
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    new TlsCertificate(new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key")))
        .secure(options, 8_192);
    return get(
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  draining.sendAway(request);
                  request.response().end("answered");
                })
            .listen());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
