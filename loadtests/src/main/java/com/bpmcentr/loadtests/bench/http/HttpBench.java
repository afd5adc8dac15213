package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.loadtests.bench.BenchOptions;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.report.Origin;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.CheckpointRenewal;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Floor, edge and reference under the same requests. The server that is measured has a processor to
 * itself, and so has the load; the servers take turns, so that whatever else the machine does meets
 * all of them.
 */
public final class HttpBench {
  /** At more than this share of the floor's maximum, queueing is what one measures. */
  private static final double RATE_OF_FLOOR = 0.6;

  private static final int SAMPLE = 20;

  /** The reference takes part in every other turn: nobody aims at a few percent of it. */
  private static final int TURNS_A_REFERENCE = 2;

  private static final int LEAST_WARM_UP_REQUESTS = 150_000;
  private static final int MOST_WARM_UPS = 4;

  private final Project project;
  private final HttpOptions options;
  private final LoadProcess load;
  private final ComparisonReport report;
  private final Path requests;
  private final Path answer;

  private HttpBench(Project project, HttpOptions options, ComparisonReport report) {
    this.project = project;
    this.options = options;
    this.load = new LoadProcess(project, options.loadCore(), options.connections());
    this.report = report;
    this.requests = project.benchFolder().resolve("requests");
    this.answer = project.benchFolder().resolve("answer");
  }

  /** Measures what the options say and writes the report. */
  public static void run(Project project, BenchOptions given)
      throws BenchRefusal, IOException, SQLException {
    HttpOptions options = HttpOptions.of(given, Runtime.getRuntime().availableProcessors());
    requireTaskset();
    Files.createDirectories(project.benchFolder());
    ComparisonReport report = new ComparisonReport(Origin.here(given.command(), Instant.now()));
    HttpBench bench = new HttpBench(project, options, report);
    for (int customers : options.customers()) {
      bench.measure(customers);
    }
    Path file = project.benchFolder().resolve("report.md");
    Files.writeString(file, report.text());
    say(report.text());
    say("written to " + project.folder().relativize(file));
  }

  private static void requireTaskset() throws BenchRefusal {
    if (Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")))) {
      throw new BenchRefusal("taskset is not installed: apt-get install util-linux");
    }
  }

  private void measure(int customers) throws IOException, SQLException, BenchRefusal {
    try (SignedSet set = SignedSet.openOrMake(project, customers);
        var _ = CheckpointRenewal.start(set);
        Servers servers = Servers.start(project, options, set)) {
      set.toTheSidelines(options.loadCore());
      for (CheckCase check : options.cases()) {
        RequestFile.write(requests, check, set.files(), RequestFile.REQUESTS);
        Files.write(answer, ask(servers.edge()).getFirst());
        servers.floor().answerWith(answer);
        say(customers + " customers, " + check.title());
        report.add(measure(customers, check, servers));
      }
    }
  }

  private CaseResult measure(int customers, CheckCase check, Servers servers) throws IOException {
    for (ServerKind kind : servers.kinds()) {
      warmUp(servers.get(kind), check);
    }
    Comparison throughput =
        compare(
            servers,
            servers.kinds(),
            check,
            server -> load.closedLoop(server, requests, check, options.seconds()));
    Optional<Spread> floor = throughput.spread(ServerKind.FLOOR, Round::requestsASecond);
    if (!options.latency() || floor.isEmpty()) {
      return new CaseResult(customers, check, throughput, new Comparison());
    }
    int rate = (int) (RATE_OF_FLOOR * floor.get().median());
    Comparison latency =
        compare(
            servers,
            // at this rate the reference's queue would only grow
            EnumSet.of(ServerKind.FLOOR, ServerKind.EDGE),
            check,
            server -> load.openLoop(server, requests, check, rate, options.seconds()));
    return new CaseResult(customers, check, throughput, latency);
  }

  /** Until its code is compiled, which on a busy machine takes longer than the seconds set. */
  private void warmUp(MeasuredServer server, CheckCase check) throws IOException {
    if (options.warmUpSeconds() > 0) {
      long served = 0;
      for (int i = 0; i < MOST_WARM_UPS && served < LEAST_WARM_UP_REQUESTS; i++) {
        served += load.closedLoop(server, requests, check, options.warmUpSeconds()).served();
      }
    }
  }

  /** Puts a server under load. */
  private interface Loader {
    Load run(MeasuredServer server) throws IOException;
  }

  private Comparison compare(Servers servers, Set<ServerKind> kinds, CheckCase check, Loader loader)
      throws IOException {
    Comparison comparison = new Comparison();
    for (int turn = 0; turn < options.rounds(); turn++) {
      comparison.beginTurn();
      for (ServerKind kind : kinds) {
        if (kind != ServerKind.REFERENCE || turn % TURNS_A_REFERENCE == 0) {
          Round round = round(servers.get(kind), check, loader);
          comparison.add(kind, round);
          say("  " + kind.title() + " " + round);
        }
      }
    }
    return comparison;
  }

  private Round round(MeasuredServer server, CheckCase check, Loader loader) throws IOException {
    Optional<DecisionCounts> before = DecisionCounts.of(server);
    long cpuBefore = server.process().cpuMicros();
    Load load = loader.run(server);
    long cpu = server.process().cpuMicros() - cpuBefore;
    Optional<DecisionCounts> after = DecisionCounts.of(server);
    Optional<String> wrong = wrongAnswers(server, check);
    if (wrong.isEmpty() && before.isPresent() && after.isPresent()) {
      wrong = after.get().wrongSince(before.get(), check.codes(), load.served());
    }
    return Round.of(load, cpu, wrong);
  }

  /** Looks at a sample of the server's answers. */
  private Optional<String> wrongAnswers(MeasuredServer server, CheckCase check) throws IOException {
    ResponseReader expected = new ResponseReader(check.bodyStart());
    for (byte[] answer : ask(server)) {
      if (!expected.isRight(answer, answer.length)) {
        String text = new String(answer, UTF_8);
        return Optional.of("an answer was " + text.substring(0, Math.min(200, text.length())));
      }
    }
    return Optional.empty();
  }

  /** The server's answers to some of the requests. */
  private List<byte[]> ask(MeasuredServer server) throws IOException {
    List<byte[]> answers = new ArrayList<>();
    try (PlainClient client = new PlainClient(server.port())) {
      for (byte[] request : RequestFile.read(requests, SAMPLE)) {
        answers.add(client.send(request));
      }
    }
    return answers;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
