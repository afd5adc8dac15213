package com.bpmcentr.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An edge that is asked to stop while callers, led by a load balancer, ask it all the time. */
@Timeout(60)
class GracefulStopIT {

  private static final int CALLERS = 8;
  private static final String CHECK =
      """
      GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r
      Host: edge\r
      Authorization: Bearer bpm_prod_one\r
      \r
      """;

  private final TestWorld world = new TestWorld();
  private final AtomicInteger answers = new AtomicInteger();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    world.close();
  }

  /** Asks on one connection after the other, as long as the edge says that it is ready. */
  private void askWhileReady(EdgeProcess edge) throws IOException {
    while (edge.isReady()) {
      try (RawHttp connection = new RawHttp(edge.port())) {
        boolean last = false;
        while (!last) {
          connection.send(CHECK);
          // fails when the connection ends before the answer
          last = connection.readHead().contains("connection: close");
          answers.incrementAndGet();
        }
      }
    }
  }

  private FeedPosition publish() {
    return world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            Documents.license(
                "one",
                1,
                List.of(Documents.key("key-one", "bpm_prod_one")),
                List.of(Documents.grant("s-one", "rozetka", "1"))));
  }

  /** What was counted cannot be brought away, and somebody sends a body that does not end. */
  @Test
  void stop_databaseSilentAndABodyUnderWay_isAnsweredAndEndsInTime() throws Exception {
    FeedPosition position = publish();
    try (TestProxy line = new TestProxy(world.databasePort())) {
      Map<String, String> settings = world.environment("e1", world.databaseUrlAt(line.port()));
      settings.put("EDGE_DRAIN_SECONDS", "1");
      settings.put("EDGE_SNAPSHOT_DIR", folder.resolve("edge").toString());
      try (EdgeProcess edge = EdgeProcess.start(settings, folder)) {
        edge.awaitPosition(position);
        assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
        line.begin(TestProxy.Fault.BLACK_HOLE);
        try (RawHttp connection = new RawHttp(edge.port())) {
          connection.send(
              """
              POST /v1/verify HTTP/1.1\r
              Host: edge\r
              Content-Type: application/json\r
              Content-Length: 100\r
              \r
              {""");
          edge.terminate();

          assertThat(connection.readAnswer().status()).isEqualTo(408);
        }
        assertThat(edge.endsWithin(10_000)).isTrue();
        assertThat(edge.exitValue()).isZero();
      }
    }
  }

  @Test
  void stop_underLoad_everyRequestIsAnsweredAndTheStatusIsZero() throws Exception {
    FeedPosition position = publish();
    Map<String, String> settings = world.environment("e1", world.databaseUrl());
    settings.put("EDGE_DRAIN_SECONDS", "1");
    settings.put("EDGE_SNAPSHOT_DIR", folder.resolve("edge").toString());
    try (EdgeProcess edge = EdgeProcess.start(settings, folder);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      edge.awaitPosition(position);
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        asking.add(
            callers.submit(
                () -> {
                  askWhileReady(edge);
                  return null;
                }));
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> answers.get() > 1_000);

      edge.terminate();

      for (Future<?> caller : asking) {
        // throws what a request met that was not answered
        caller.get();
      }
      assertThat(edge.endsWithin(10_000)).isTrue();
      assertThat(edge.exitValue()).isZero();
    }
    settings.put("EDGE_DATABASE_URL", "postgresql://nobody:none@127.0.0.1:1/nowhere");
    // what the process left is there for any other
    world.startEdge(settings, Clock.systemUTC(), System::nanoTime).awaitPosition(position);
  }
}
