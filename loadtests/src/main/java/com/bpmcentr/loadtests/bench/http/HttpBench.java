package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.loadtests.bench.BenchOptions;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.FloorProcess;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.CheckpointRenewal;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Floor, edge and reference under the same requests. The server that is measured has a processor to
 * itself, and so has the load; the servers take turns, so that whatever else the machine does meets
 * all of them.
 */
public final class HttpBench {
  /** At more than this share of the floor's maximum, queueing is what one measures. */
  private static final double RATE_OF_FLOOR = 0.6;

  private static final int SAMPLE = 20;
  private static final int LEAST_WARM_UP_REQUESTS = 150_000;
  private static final int MOST_WARM_UPS = 4;

  private final Project project;
  private final HttpOptions options;
  private final Wrk wrk;
  private final OpenLoop openLoop;
  private final Report report;

  private HttpBench(Project project, HttpOptions options, Wrk wrk, Report report) {
    this.project = project;
    this.options = options;
    this.wrk = wrk;
    this.openLoop = new OpenLoop(project, options.loadCore(), options.connections());
    this.report = report;
  }

  /** Measures what the options say and writes the report. */
  public static void run(Project project, BenchOptions given)
      throws BenchRefusal, IOException, SQLException {
    HttpOptions options = HttpOptions.of(given, Runtime.getRuntime().availableProcessors());
    Files.createDirectories(project.benchFolder());
    Wrk wrk = Wrk.find(project, options.loadCore(), options.connections());
    Report report =
        new Report(
            Machine.here(),
            given.command(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Machine.loadAverage());
    HttpBench bench = new HttpBench(project, options, wrk, report);
    for (int customers : options.customers()) {
      bench.measure(customers);
    }
    Path file = project.benchFolder().resolve("report.md");
    Files.writeString(file, report.text());
    say(report.text());
    say("written to " + project.folder().relativize(file));
  }

  private void measure(int customers) throws IOException, SQLException {
    Path folder = SignedSet.folderOf(project.folder(), customers);
    if (!SignedSet.isThere(project.folder(), folder)) {
      say("making a set of " + customers + " customers");
      SignedSet.generate(project, customers);
    }
    try (SignedSet set = SignedSet.open(project.folder(), folder);
        var _ = CheckpointRenewal.start(set);
        EdgeProcess edge = EdgeProcess.start(project, set, core())) {
      Path requests = project.benchFolder().resolve("requests");
      Path answer = project.benchFolder().resolve("answer");
      RequestFile.write(requests, options.cases().getFirst(), set.files(), RequestFile.REQUESTS);
      Files.write(answer, ask(edge, requests).getFirst());
      try (FloorProcess floor = FloorProcess.start(project, answer, core())) {
        for (CheckCase check : options.cases()) {
          RequestFile.write(requests, check, set.files(), RequestFile.REQUESTS);
          Files.write(answer, ask(edge, requests).getFirst());
          floor.answerWith(answer);
          say(customers + " customers, " + check.title());
          report.add(measure(customers, check, requests, servers(floor, edge)));
        }
      }
    }
  }

  private static Map<ServerKind, MeasuredServer> servers(FloorProcess floor, EdgeProcess edge) {
    Map<ServerKind, MeasuredServer> servers = new EnumMap<>(ServerKind.class);
    servers.put(ServerKind.FLOOR, floor);
    servers.put(ServerKind.EDGE, edge);
    return servers;
  }

  private CaseResult measure(
      int customers, CheckCase check, Path requests, Map<ServerKind, MeasuredServer> servers)
      throws IOException {
    for (MeasuredServer server : servers.values()) {
      warmUp(server, requests);
    }
    Comparison throughput =
        compare(servers, check, requests, server -> wrk.run(server, requests, options.seconds()));
    Optional<Spread> floor = throughput.spread(ServerKind.FLOOR, Round::requestsASecond);
    Comparison latency = new Comparison();
    int rate = 0;
    if (options.latency() && floor.isPresent()) {
      rate = (int) (RATE_OF_FLOOR * floor.get().median());
      int perSecond = rate;
      Map<ServerKind, MeasuredServer> fast = new EnumMap<>(servers);
      fast.remove(ServerKind.REFERENCE);
      latency =
          compare(
              fast,
              check,
              requests,
              server -> openLoop.run(server, requests, check, perSecond, options.seconds()));
    }
    return new CaseResult(customers, check, throughput, rate, latency);
  }

  /** Until its code is compiled, which on a busy machine takes longer than the seconds set. */
  private void warmUp(MeasuredServer server, Path requests) throws IOException {
    if (options.warmUpSeconds() > 0) {
      long served = 0;
      for (int i = 0; i < MOST_WARM_UPS && served < LEAST_WARM_UP_REQUESTS; i++) {
        served += wrk.run(server, requests, options.warmUpSeconds()).served();
      }
    }
  }

  /** Puts a server under load. */
  private interface Loader {
    Load run(MeasuredServer server) throws IOException;
  }

  private Comparison compare(
      Map<ServerKind, MeasuredServer> servers, CheckCase check, Path requests, Loader loader)
      throws IOException {
    Comparison comparison = new Comparison();
    for (int turn = 0; turn < options.rounds(); turn++) {
      comparison.beginTurn();
      for (Map.Entry<ServerKind, MeasuredServer> server : servers.entrySet()) {
        Round round = round(server.getValue(), check, requests, loader);
        comparison.add(server.getKey(), round);
        say(
            "  %-9s %8.0f/s  p99 %7.0f µs  %6.2f µs CPU a request  loader %3.0f %%%s"
                .formatted(
                    BenchOptions.nameOf(server.getKey()),
                    round.requestsASecond(),
                    round.load().latency().get(Load.Percentile.P99),
                    round.serverCpuMicros(),
                    round.loaderPercent(),
                    round.doubt().map(doubt -> "  VOID: " + doubt).orElse("")));
      }
    }
    return comparison;
  }

  private static Round round(MeasuredServer server, CheckCase check, Path requests, Loader loader)
      throws IOException {
    DecisionCounts before = null;
    if (server instanceof EdgeProcess edge) {
      before = DecisionCounts.read(edge.operationsPort());
    }
    long cpuBefore = server.process().cpuMicros();
    Load load = loader.run(server);
    long cpu = server.process().cpuMicros() - cpuBefore;
    Optional<String> wrong = wrongAnswers(server, check, requests);
    if (wrong.isEmpty() && before != null && server instanceof EdgeProcess edge) {
      wrong =
          DecisionCounts.read(edge.operationsPort())
              .wrongSince(before, check.codes(), load.served());
    }
    return Round.of(load, cpu, wrong);
  }

  /** Looks at a sample of the server's answers. */
  private static Optional<String> wrongAnswers(
      MeasuredServer server, CheckCase check, Path requests) throws IOException {
    ResponseReader expected = new ResponseReader(check.bodyStart());
    for (byte[] answer : ask(server, requests)) {
      if (!expected.isRight(answer, answer.length)) {
        String text = new String(answer, UTF_8);
        return Optional.of("an answer was " + text.substring(0, Math.min(200, text.length())));
      }
    }
    return Optional.empty();
  }

  /** The server's answers to some of the requests. */
  private static List<byte[]> ask(MeasuredServer server, Path requests) throws IOException {
    List<byte[]> answers = new ArrayList<>();
    try (PlainClient client = new PlainClient(server.port())) {
      for (byte[] request : RequestFile.read(requests, SAMPLE)) {
        answers.add(client.send(request));
      }
    }
    return answers;
  }

  private OptionalInt core() {
    return OptionalInt.of(options.serverCore());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
