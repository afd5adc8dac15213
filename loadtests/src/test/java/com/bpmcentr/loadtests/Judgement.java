package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a suite holds against its phases by itself, since Gatling's assertions cannot compare two of
 * them. Each verdict is a request of its own in the report, made at the end without any traffic,
 * and an assertion demands that it succeeds.
 */
final class Judgement {
  private final List<Verdict> verdicts = new ArrayList<>();

  /**
   * @param name what must hold, with its limits
   */
  record Verdict(String name, BooleanSupplier holds) {
    String title() {
      return "verdict: " + name;
    }
  }

  Judgement must(String name, BooleanSupplier holds) {
    verdicts.add(new Verdict(name, holds));
    return this;
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  List<Assertion> assertions() {
    return verdicts.stream()
        .map(verdict -> details(verdict.title()).failedRequests().count().is(0L))
        .toList();
  }

  PopulationBuilder population(Duration start) {
    return scenario("verdicts").exec(pronounce()).injectOpen(Schedule.at(start, atOnceUsers(1)));
  }

  ChainBuilder pronounce() {
    ChainBuilder all = exec(session -> session);
    for (Verdict verdict : verdicts) {
      all = all.exec(dummy(verdict.title(), 0).withSuccess(_ -> verdict.holds().getAsBoolean()));
    }
    return all;
  }
}
