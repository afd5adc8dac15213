package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Many subscriptions revoked by one call, and single ones revoked meanwhile. */
final class Bulk {
  private static final int TARGET_SECONDS = 8;
  private static final int SINGLE_TARGET_MILLIS = 100;
  private static final String BULK_CONNECTOR = "justin";
  private static final long SINGLE_EVERY_NANOS = 100_000_000;

  /** The singles of a round are made beforehand: so many for so many of the bulk, and at least. */
  private static final int OF_THE_BULK_A_SINGLE = 300;

  private static final int LEAST_SINGLES = 200;

  /** Calls that are not counted, so that the console's code is compiled. */
  private static final int WARM_UP_SINGLES = 40;

  /** So many at most fall due at once afterwards. */
  private static final int MOST_DUE = 10_000;

  private final RunningSystem system;
  private final AdminApi api;
  private final ChangeTimer timer;
  private final Samples imported = new Samples();
  private final Samples inForce = new Samples();
  private final Samples jobDone = new Samples();
  private final Samples singles = new Samples();
  private final Samples singleCalls = new Samples();

  private Bulk(RunningSystem system, AdminApi api, ChangeTimer timer) {
    this.system = system;
    this.api = api;
    this.timer = timer;
  }

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException {
    try (RunningSystem system = FilledSystem.startCopy(project, options);
        AdminApi api = system.adminApi();
        ChangeTimer timer = new ChangeTimer(system, api)) {
      Bulk bulk = new Bulk(system, api, timer);
      for (int round = 1; round <= options.rounds(); round++) {
        bulk.round(round, options.customers());
      }
      bulk.say(options, report);
      RenewalsDue.run(
          system,
          api,
          timer,
          Math.min(options.customers(), MOST_DUE),
          (options.rounds() + 1) * made(options.customers()),
          report);
    }
  }

  private void say(ScenarioOptions options, ScenarioReport report) throws IOException {
    report.say(
        ("%,d subscriptions by `POST /subscriptions/bulk`, %d rounds; %d edges. A round ends when"
                + " every edge has proven the position of the job's last change; then every key is asked"
                + " on every edge, and none may be VALID. Resolution 0.1 s. One single revocation each %d ms meanwhile, timed as in push."
                + " PostgreSQL, the console, the edges and who asks share all processors.")
            .formatted(
                options.customers(),
                options.rounds(),
                options.edges(),
                SINGLE_EVERY_NANOS / 1_000_000));
    report.table(
        new MarkdownTable("from the 202, s", "target", "min", "median", "max")
            .row(row("all denied on every edge", "≤ " + TARGET_SECONDS, inForce))
            .row(row("the job is done", "", jobDone))
            .row(
                row(
                    "beforehand, from its sending: as many are imported, and every edge has them",
                    "",
                    imported)));
    report.table(
        new MarkdownTable("a single meanwhile, ms", "target", "samples", "min", "p50", "p99", "max")
            .row(single("the call", "", singleCalls))
            .row(
                single(
                    "from its answer to denied on every edge",
                    "≤ " + SINGLE_TARGET_MILLIS,
                    singles)));
  }

  private static String[] single(String what, String target, Samples nanos) {
    return new String[] {
      what,
      target,
      "%,d".formatted(nanos.size()),
      ScenarioReport.millis(nanos.min()),
      ScenarioReport.millis(nanos.median()),
      ScenarioReport.millis(nanos.percentile(99)),
      ScenarioReport.millis(nanos.max())
    };
  }

  private static String[] row(String until, String target, Samples nanos) {
    return new String[] {
      until,
      target,
      ScenarioReport.seconds(nanos.min()),
      ScenarioReport.seconds(nanos.median()),
      ScenarioReport.seconds(nanos.max())
    };
  }

  /** How many singles a round has. */
  private static int made(int count) {
    return WARM_UP_SINGLES + Math.max(LEAST_SINGLES, count / OF_THE_BULK_A_SINGLE);
  }

  private void round(int round, int count) throws IOException {
    Instant begun = Instant.now();
    ImportLines lines = new ImportLines("bulk-" + round, BULK_CONNECTOR, count);
    ImportRun run = ImportRun.of(api, lines.toBody());
    imported.add(system.awaitProven(run.end().path("position").asString()) - run.sentAt());
    int made = made(count);
    List<Subscriber> subscribers = Subscriber.createAll(api, round * made, made);
    Import.requireAllValid(system, lines);
    for (Subscriber subscriber : subscribers.subList(0, WARM_UP_SINGLES)) {
      timer.make(Withdrawal.REVOKE, subscriber);
    }

    Wire.Reply accepted =
        api.post(
            "/subscriptions/bulk",
            Map.of(
                "action",
                "revoke",
                "filter",
                Map.of(
                    "connectorId",
                    BULK_CONNECTOR,
                    "status",
                    "active",
                    // not those that were there before
                    "createdFrom",
                    begun.toString()),
                "reason",
                "bench"));
    JsonNode job = AdminApi.json(accepted);
    if (job.path("total").asInt() != count) {
      throw new IOException("not all subscriptions are in the job: " + job);
    }
    String position =
        singlesUntilDone(
            job.path("id").asString(), subscribers.subList(WARM_UP_SINGLES, subscribers.size()));
    jobDone.add(System.nanoTime() - accepted.answeredAt());
    inForce.add(system.awaitProven(position) - accepted.answeredAt());
    for (int port : system.edgePorts()) {
      int valid = Sweep.countValid(port, lines.checks());
      if (valid > 0) {
        throw new IOException(valid + " keys are VALID after the whole job was applied");
      }
    }
  }

  /** Revokes one after the other until the job is done; the feed's position of its last change. */
  private String singlesUntilDone(String job, List<Subscriber> subscribers) throws IOException {
    long due = System.nanoTime();
    int next = 0;
    while (true) {
      if (next < subscribers.size()) {
        ChangeTimer.Times times = timer.make(Withdrawal.REVOKE, subscribers.get(next));
        singles.add(times.untilDenied());
        singleCalls.add(times.call());
        next++;
      }
      JsonNode now = api.get("/jobs/" + job);
      switch (now.path("state").asString()) {
        case "done" -> {
          if (now.path("refused").asInt() > 0) {
            throw new IOException("the job refused some: " + now);
          }
          return now.path("position").asString();
        }
        case "failed" -> throw new IOException("the job failed: " + now);
        default -> {
          due = Math.max(due + SINGLE_EVERY_NANOS, System.nanoTime());
          Pauses.until(due);
        }
      }
    }
  }
}
