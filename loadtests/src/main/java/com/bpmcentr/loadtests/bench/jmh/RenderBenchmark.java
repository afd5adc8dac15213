package com.bpmcentr.loadtests.bench.jmh;

import com.bpmcentr.edge.verify.EdgeParts;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the decision to the body of its answer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class RenderBenchmark {
  private static final Check CHECK = new Check("rozetka", "1234567", null, null);

  private final Decision valid =
      decision(
          DecisionCode.VALID,
          DecisionStatus.ACTIVE,
          new Grant(
              "0197f000-0000-7000-8000-000000000001",
              Instant.parse("2026-11-21T00:00:00Z"),
              "rozetka",
              "1234567",
              Category.STANDARD,
              Interval.MONTH,
              false,
              Instant.parse("2026-11-21T00:00:00Z"),
              Instant.parse("2026-12-21T00:00:00Z"),
              Instant.parse("2026-12-24T00:00:00Z"),
              true,
              null,
              null));
  private final Decision unknown = decision(DecisionCode.KEY_NOT_FOUND, null, null);
  private final BiFunction<Decision, Language, Buffer> renderer = EdgeParts.renderer();

  /** VALID, in English. */
  @Benchmark
  public Object valid() {
    return renderer.apply(valid, Language.EN);
  }

  /** VALID, in Ukrainian. */
  @Benchmark
  public Object validInUkrainian() {
    return renderer.apply(valid, Language.UK);
  }

  /** KEY_NOT_FOUND. */
  @Benchmark
  public Object unknownKey() {
    return renderer.apply(unknown, Language.EN);
  }

  private static Decision decision(
      DecisionCode code, @Nullable DecisionStatus status, @Nullable Grant grant) {
    return new Decision(
        code,
        CHECK,
        status,
        grant == null ? null : grant.category(),
        grant,
        grant == null ? null : grant.account(),
        null,
        null,
        false,
        List.of());
  }
}
