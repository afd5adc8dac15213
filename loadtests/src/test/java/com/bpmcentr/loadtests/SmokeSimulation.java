package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/**
 * Is this edge up, and does it answer every code? A light, constant load over the three endpoints;
 * fails if one answer is wrong or the slowest hundredth takes longer than a connector's user would
 * notice.
 *
 * <p>{@code -DbaseUrl} (http://127.0.0.1:8081), {@code -Dkeys} (a file of valid keys; else magic
 * keys), {@code -Drate} (checks a second, 50), {@code -Dseconds} (10).
 */
public class SmokeSimulation extends Simulation {
  private static final int NOTICEABLE_MILLIS = 500;

  private final HttpProtocolBuilder protocol =
      http.baseUrl(System.getProperty("baseUrl", "http://127.0.0.1:8081"))
          .acceptHeader("application/json")
          .shareConnections();

  private final ScenarioBuilder checks =
      scenario("smoke")
          .exec(
              feed(KeyFeeder.fromSystemProperties()),
              VerifyEndpoints.getVerify(),
              VerifyEndpoints.postVerify(),
              VerifyEndpoints.subscriptionCheck());

  {
    setUp(
            checks.injectOpen(
                constantUsersPerSec(Double.parseDouble(System.getProperty("rate", "50")))
                    .during(Duration.ofSeconds(Long.getLong("seconds", 10)))))
        .protocols(protocol)
        .assertions(
            global().failedRequests().count().is(0L),
            global().responseTime().percentile(99.0).lt(NOTICEABLE_MILLIS));
  }
}
