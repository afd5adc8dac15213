package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The database is away for days, or the machine's clock is set: time of the test's own making, so
 * within this virtual machine. Processes: {@code BrokenLineIT} and {@code SetClockIT}.
 */
@Execution(ExecutionMode.CONCURRENT)
class DatabaseOutageIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();
  private TestProxy proxy;
  private FakeTime time;
  private TestEdge edge;

  @BeforeEach
  void startBehindProxy() throws IOException {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD), customer());
    proxy = new TestProxy(world.databasePort());
    time = new FakeTime(Instant.now());
    edge = world.startEdge("e1", world.databaseUrlAt(proxy.port()), time, System::nanoTime);
    edge.awaitReady();
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
    proxy.close();
  }

  private static License customer() {
    return Documents.license(
        "one",
        1,
        List.of(Documents.key("key-1", KEY)),
        List.of(
            new Documents.GrantBuilder("s1", "rozetka")
                .account("1")
                .endsIn(Duration.ofDays(365))
                .build()));
  }

  @Test
  void lineBroken_ageTellsTheTruth_andThePolicyDecides() {
    proxy.begin(TestProxy.Fault.REFUSED);

    time.pass(Duration.ofHours(71));
    HttpResponse<String> young = edge.verify(KEY, "rozetka", "1");
    assertThat(TestEdge.codeOf(young)).isEqualTo("VALID");
    assertThat(young.headers().firstValueAsLong("License-Age").orElseThrow())
        .isBetween(71 * 3600L, 71 * 3600L + 60);

    time.pass(Duration.ofHours(2));
    HttpResponse<String> old = edge.verify(KEY, "rozetka", "1");
    assertThat(old.statusCode()).isEqualTo(503);
    assertThat(TestEdge.codeOf(old)).isEqualTo("STALE");
    assertThat(edge.code(KEY, "rozetka", "2")).as("a denial").isEqualTo("ACCOUNT_MISMATCH");
    assertThat(edge.health().statusCode()).as("staleness alone").isEqualTo(200);

    time.pass(Duration.ofDays(30));
    assertThat(edge.health().statusCode()).as("past the hard end").isEqualTo(503);

    proxy.end();
    world.publisher().checkpointAt(time.instant());
    edge.awaitCode("VALID", KEY, "rozetka", "1");
    assertThat(edge.health().statusCode()).isEqualTo(200);
  }

  @Test
  void clockFarBehindWhatIsSigned_alarmAndStale() {
    time.setWall(time.instant().minus(Duration.ofMinutes(5)));

    edge.awaitAlarm("clock_behind");

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("STALE");
    assertThat(edge.health().body()).contains("\"clockBehind\":true");
  }
}
