package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Customers for the bulk import, each with one key that is known beforehand and one bound
 * subscription that has begun elsewhere, so that it is taken over as paid.
 *
 * @param name tells these customers from all others
 * @param startedAt when the subscriptions began, each for a year
 */
record ImportLines(String name, String connector, int count, Instant startedAt) {

  private static final Duration RUNNING_FOR = Duration.ofHours(1);

  /** Of subscriptions that have just begun. */
  ImportLines(String name, String connector, int count) {
    this(name, connector, count, Instant.now().minus(RUNNING_FOR));
  }

  /** The body of {@code POST /imports}. */
  byte[] toBody() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int number = 0; number < count; number++) {
      body.writeBytes(line(number).getBytes(StandardCharsets.UTF_8));
    }
    return body.toByteArray();
  }

  private String line(int number) {
    Check check = check(number);
    return """
        {"externalId":"%1$s-%2$d","email":"%1$s-%2$d@example.com","name":"Benchmark %2$d",\
        "country":"UA","locale":"uk",\
        "keys":[{"name":"bench","environment":"prod","key":"%3$s"}],\
        "subscriptions":[{"connectorId":"%4$s","interval":"year",\
        "startsAt":"%6$s","makeAccountId":"%5$s"}]}
        """
        .formatted(name, number, check.key(), check.connector(), check.account(), startedAt);
  }

  /** One check a line, which is VALID once the import is done. */
  List<Check> checks() {
    return IntStream.range(0, count).mapToObj(this::check).toList();
  }

  /** The key is a secret of nobody: it opens what this benchmark makes, and goes with it. */
  private Check check(int number) {
    return new Check(
        "benchmark-key-%s-%08d".formatted(name, number), connector, name + "-" + number);
  }
}
