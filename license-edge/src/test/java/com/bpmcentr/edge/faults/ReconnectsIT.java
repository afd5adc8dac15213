package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Five hundred edges lose the database at the same moment, and all want it back at once. */
class ReconnectsIT {

  private static final int EDGES = 500;

  /** What a link does at most: its shortest rest is a tenth of a second. */
  private static final int MOST_A_SECOND = 10;

  private final TestWorld world = new TestWorld();
  private final Vertx vertx = Vertx.vertx();
  private final List<PgLink> links = new ArrayList<>();
  private volatile boolean stopped;

  @AfterEach
  void stop() throws Exception {
    stopped = true;
    links.forEach(PgLink::close);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    world.close();
  }

  /** Asks again as soon as the last question has failed: no edge is as impatient. */
  private void ask(PgLink link) {
    link.run(5_000, connection -> connection.query("select 1").execute())
        .onFailure(
            failure -> {
              if (!stopped) {
                ask(link);
              }
            });
  }

  @Test
  void fiveHundred_refusedTogether_comeApartAndAskNoFasterThanTheyMay() throws Exception {
    try (TestProxy proxy = new TestProxy(world.databasePort())) {
      proxy.begin(TestProxy.Fault.REFUSED);
      DatabaseUrl url = DatabaseUrl.parse(world.databaseUrlAt(proxy.port())).orElseThrow();
      Context context = vertx.getOrCreateContext();
      for (int i = 0; i < EDGES; i++) {
        links.add(new PgLink(vertx, context, url, "edge " + i, 1_000, opened -> {}));
      }
      long began = System.nanoTime();
      links.forEach(this::ask);
      await().atMost(Duration.ofSeconds(20)).until(() -> proxy.attempts().size() > 5 * EDGES);
      List<Long> attempts = proxy.attempts();
      double seconds = (attempts.getLast() - began) / 1e9;

      assertThat(attempts.size()).isLessThan((int) (EDGES * (1 + MOST_A_SECOND * seconds)));
      TreeMap<Long, Integer> inATwentieth = new TreeMap<>();
      // once each has been refused a few times
      for (long at : attempts.subList(2 * EDGES, attempts.size())) {
        inATwentieth.merge((at - began) / 50_000_000, 1, Integer::sum);
      }
      int most = inATwentieth.values().stream().mapToInt(n -> n).max().orElseThrow();
      System.out.printf(
          "500 refused together: %.0f attempts a second, at most %d in 50 ms%n",
          attempts.size() / seconds, most);
      assertThat(most).isLessThan(EDGES / 2);
    }
  }
}
