package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How fast the console's lists answer among a million customers. */
final class ConsoleLists {
  private static final long TARGET_NANOS = 300_000_000;
  private static final int WARM_UP = 2;
  private static final int FLOOR_ROUNDS = 200;

  private ConsoleLists() {}

  private record Answer(ConsoleQuery query, Samples nanos, String found) {}

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException {
    try (RunningSystem system =
            FilledSystem.start(project, options.customers(), options.firstPort(), options.edges());
        Connection superuser = system.connectAsSuperuser();
        AdminApi api = system.adminApi()) {
      ConsoleRows.Examples examples = ConsoleRows.examples(superuser);
      List<Answer> answers = new ArrayList<>();
      for (ConsoleQuery query : ConsoleQuery.all(examples, options.customers())) {
        answers.add(ask(api, query, options.rounds()));
      }
      Samples trip = floor(superuser);
      Samples one = new Samples();
      for (int i = 0; i < FLOOR_ROUNDS; i++) {
        one.add(timed(api, "/customers/" + examples.get("customer")));
      }
      say(report, superuser, options, answers, trip, one);
      ConsoleExport.run(system, report);
      ConsoleScreens.run(system, options.rounds(), report);
    }
  }

  private static Answer ask(AdminApi api, ConsoleQuery query, int rounds) throws IOException {
    JsonNode answer = api.get(query.path());
    for (int i = 1; i < WARM_UP; i++) {
      timed(api, query.path());
    }
    Samples nanos = new Samples();
    for (int i = 0; i < rounds; i++) {
      nanos.add(timed(api, query.path()));
    }
    JsonNode meta = answer.path("meta");
    String found =
        meta.isMissingNode()
            ? "%,d shown".formatted(answer.path("data").size())
            : (meta.path("estimated").asBoolean() ? "about " : "")
                + "%,d".formatted(meta.path("totalItems").asLong());
    return new Answer(query, nanos, found);
  }

  private static long timed(AdminApi api, String path) throws IOException {
    long begun = System.nanoTime();
    api.read(path);
    return System.nanoTime() - begun;
  }

  /** What any question to the database costs at least. */
  private static Samples floor(Connection connection) throws SQLException {
    Samples nanos = new Samples();
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < FLOOR_ROUNDS; i++) {
        long begun = System.nanoTime();
        try (ResultSet row = statement.executeQuery("select 1")) {
          row.next();
        }
        nanos.add(System.nanoTime() - begun);
      }
    }
    return nanos;
  }

  private static void say(
      ScenarioReport report,
      Connection connection,
      ScenarioOptions options,
      List<Answer> answers,
      Samples trip,
      Samples one)
      throws IOException, SQLException {
    report.say(
        ("%s. Each question put by the admin API, %d times after %d that do not count, by one"
                + " client on one connection, 50 rows a page; from sending to the last byte. PostgreSQL with 128 MB of shared"
                + " buffers, the console, %d edge and the client share all processors. The floor: `select 1` by JDBC"
                + " %s ms (worst %s), one customer by its id through the API %s ms (worst %s).")
            .formatted(
                sizes(connection),
                options.rounds(),
                WARM_UP,
                options.edges(),
                ScenarioReport.millis(trip.median()),
                ScenarioReport.millis(trip.max()),
                ScenarioReport.millis(one.median()),
                ScenarioReport.millis(one.max())));
    long over = answers.stream().filter(answer -> answer.nanos().median() > TARGET_NANOS).count();
    report.say(
        "%d questions; %d with a median above 300 ms, %d with a worst above it."
            .formatted(
                answers.size(),
                over,
                answers.stream().filter(answer -> answer.nanos().max() > TARGET_NANOS).count()));
    MarkdownTable table =
        new MarkdownTable("list", "asked for", "found", "median, ms", "worst, ms", "≤ 300");
    for (Answer answer : answers) {
      table.row(
          answer.query().list(),
          answer.query().asks(),
          answer.found(),
          ScenarioReport.millis(answer.nanos().median()),
          ScenarioReport.millis(answer.nanos().max()),
          answer.nanos().max() <= TARGET_NANOS
              ? ""
              : answer.nanos().median() <= TARGET_NANOS ? "mostly" : "no");
    }
    report.table(table);
  }

  private static String sizes(Connection connection) throws SQLException {
    List<String> sizes = new ArrayList<>();
    for (String table :
        List.of("customer", "subscription", "api_key", "invoice", "audit_entry", "usage_hour")) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select count(*) from " + table)) {
        row.next();
        sizes.add("%,d `%s`".formatted(row.getLong(1), table));
      }
    }
    return String.join(", ", sizes);
  }
}
