package com.bpmcentr.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of the event loops that answer checks hangs, as in a defect that nobody foresaw. */
class HungLoopIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();
  private final AtomicBoolean armed = new AtomicBoolean();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void stop() {
    released.countDown();
    world.close();
  }

  /** The clock; whoever decides a check and asks it first after it was armed hangs. */
  private final InstantSource clock =
      () -> {
        boolean decides =
            StackWalker.getInstance()
                .walk(
                    frames ->
                        frames.anyMatch(frame -> frame.getClassName().endsWith("CheckDecider")));
        if (decides && armed.compareAndSet(true, false)) {
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        return Clock.systemUTC().instant();
      };

  @Test
  void ready_aLoopHangs_saysSoUntilItTurnsAgain() {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            Documents.license(
                "one",
                1,
                List.of(Documents.key("key-one", KEY)),
                List.of(Documents.grant("s-one", "rozetka", "1"))));
    TestEdge edge = world.startEdge("e1", Map.of(), clock, System::nanoTime).awaitReady();
    assertThat(edge.health().body()).contains("\"reason\":null");

    armed.set(true);
    CompletableFuture<HttpResponse<String>> hanging = edge.verifyLater(KEY, "rozetka", "1");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> edge.health().body().contains("\"reason\":\"event_loop_hangs\""));
    assertThat(edge.health().statusCode()).isEqualTo(503);
    assertThat(edge.getFromOperations("/health/live").statusCode()).isEqualTo(200);
    assertThat(edge.metric("edge_event_loop_silence_seconds")).isGreaterThan(5);
    assertThat(hanging).isNotDone();
    released.countDown();
    assertThat(TestEdge.codeOf(hanging.join())).isEqualTo("VALID");
    edge.awaitReady();
    assertThat(edge.metric("edge_event_loop_silence_seconds")).isLessThanOrEqualTo(5);
  }
}
