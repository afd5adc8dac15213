package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import com.bpmcentr.license.DecisionCode;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Is this edge up, and does it answer every code in every way it can be asked? Each code once, by
 * its magic key, and with {@code -Dkeys} some real keys; not a load at all.
 */
public final class SmokeSimulation extends LoadTest {
  static final Option P99 = Option.number("p99", 500, 1, 10_000);
  static final List<Option> OPTIONS = List.of(KEYS, P99);

  private static final int REAL_KEYS = 20;
  private static final int ASKED_IN = 3;

  public SmokeSimulation() {
    super(OPTIONS);
    List<Map<String, Object>> questions = questions(knownKeys());
    ScenarioBuilder checks =
        scenario("smoke")
            .feed(questions.iterator())
            .exec(
                group("#{code}")
                    .on(
                        exec(
                            VerifyEndpoints.getVerify(),
                            VerifyEndpoints.postVerify(),
                            VerifyEndpoints.subscriptionCheck())));
    setUp(checks.injectOpen(rampUsers(questions.size()).during(Duration.ofSeconds(2))))
        .protocols(protocol())
        .assertions(
            global().failedRequests().count().is(0L),
            global().allRequests().count().is((long) questions.size() * ASKED_IN),
            global().responseTime().percentile(99.0).lte(number(P99)));
  }

  private static List<Map<String, Object>> questions(KnownKeys keys) {
    List<Map<String, Object>> questions = new ArrayList<>();
    for (DecisionCode code : DecisionCode.values()) {
      questions.add(Questions.magic(code));
    }
    for (int i = 0; !keys.areMagic() && i < Math.min(keys.count(), REAL_KEYS); i++) {
      questions.add(Questions.valid(keys.row(i)));
    }
    return questions;
  }
}
