package com.bpmcentr.demo;

import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of the demo, from nothing running to READY. */
final class DemoRun {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PATIENCE_FOR_FIRST_DATA = Duration.ofMinutes(1);
  private static final Duration PATIENCE_PER_REQUEST = Duration.ofSeconds(5);

  private final DemoSettings settings;
  private final DemoFolder folder;
  private final RunningParts parts;
  private final Progress progress;
  private final Duration clock;
  private final SampleData sampleData;
  private final Programs programs;
  private final Leftovers leftovers;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  DemoRun(
      DemoSettings settings,
      DemoFolder folder,
      RunningParts parts,
      Progress progress,
      Duration clock,
      SampleData sampleData) {
    this.settings = settings;
    this.folder = folder;
    this.parts = parts;
    this.progress = progress;
    this.clock = clock;
    this.sampleData = sampleData;
    this.programs = new Programs(settings, folder, clock);
    this.leftovers = new Leftovers(folder.processesFile());
  }

  void start() throws IOException, DemoRefusal {
    programs.requireBuilt();
    leftovers.stop(progress);
    Ports.requireFree(settings.portsOfPrograms());

    SigningFiles signing = SigningFiles.openOrCreate(folder, programs);
    LicenseDatabase database = startDatabase();
    Credentials credentials = startConsole(database, signing);
    startEdges(database, signing);
    SampleData.DemoKey demoKey = fillSampleData(credentials);
    importCustomers(credentials);
    credentials.write(folder, settings, database, signing, demoKey);
    announce(credentials, demoKey);
  }

  /** Returns, with the words for it, when a part has ended without being asked to. */
  String awaitUnexpectedEnd() {
    return parts.firstToEnd().join();
  }

  /** After all has been stopped there is nothing for the next start to clear away. */
  void leaveFolder() throws IOException {
    leftovers.forget();
    folder.unlock();
  }

  private LicenseDatabase startDatabase() throws IOException, DemoRefusal {
    progress.start("PostgreSQL");
    Database database = parts.start(() -> Database.start(folder, settings.databasePort()));
    LicenseDatabase opened = database.open(settings.projectFolder());
    progress.tell("PostgreSQL", "ready on port " + settings.databasePort());
    return opened;
  }

  private Credentials startConsole(LicenseDatabase database, SigningFiles signing)
      throws IOException, DemoRefusal {
    progress.start("console");
    Program console = parts.start(() -> remembered(programs.startConsole(database, signing)));
    requireReady(console, () -> answers(settings.consoleUrl() + "/api/v1/openapi.json"));
    // The first owner and the catalogue are made when it already answers.
    console.awaitReady(this::hasFirstData, PATIENCE_FOR_FIRST_DATA, progress);
    Credentials credentials =
        Credentials.find(folder)
            .orElseThrow(
                () ->
                    new DemoRefusal(
                        "the demo's folder is damaged: the owner's login is missing from %s; delete %s to begin anew"
                            .formatted(folder.credentialsFile(), folder.root())));
    progress.tell("console", "ready on port " + settings.consolePort());
    return credentials;
  }

  /** The owner's token is accepted, and the demo's connector is sold. */
  private boolean hasFirstData() throws IOException {
    Optional<Credentials> credentials = Credentials.find(folder);
    return credentials.isPresent()
        && api(credentials.get()).get("/connectors/" + sampleData.demoConnector()).succeeded();
  }

  private void startEdges(LicenseDatabase database, SigningFiles signing)
      throws IOException, DemoRefusal {
    progress.start("edge");
    List<Program> edges = new ArrayList<>();
    for (int number = 1; number <= settings.edges(); number++) {
      int edge = number;
      edges.add(parts.start(() -> remembered(programs.startEdge(edge, database, signing))));
    }
    for (int number = 1; number <= settings.edges(); number++) {
      String health = settings.managementUrl(number) + "/health/ready";
      Program edge = edges.get(number - 1);
      requireReady(edge, () -> answers(health));
      progress.tell(edge.name(), "ready on port " + settings.edgePort(number));
    }
  }

  private void requireReady(Program program, Program.Readiness readiness)
      throws IOException, DemoRefusal {
    if (!program.awaitReady(readiness, PATIENCE, progress)) {
      throw new DemoRefusal(
          "the %s does not become ready (see %s)".formatted(program.name(), program.log()));
    }
  }

  private SampleData.DemoKey fillSampleData(Credentials credentials)
      throws IOException, DemoRefusal {
    SampleSteps steps = SampleSteps.resume(api(credentials), folder.sampleDataFile());
    if (sampleData.isComplete(steps)) {
      return sampleData.fill(steps);
    }
    progress.start("sample data");
    SampleData.DemoKey demoKey = sampleData.fill(steps);
    progress.tell("sample data", sampleData.customers() + " customers");
    return demoKey;
  }

  private void importCustomers(Credentials credentials) throws IOException, DemoRefusal {
    if (settings.customers() > 0) {
      InstantSource moved = () -> InstantSource.system().instant().plus(clock);
      new CustomerImport(
              api(credentials), folder, settings.edges(), progress, parts.stopping(), moved)
          .fill(settings.customers());
    }
  }

  private void announce(Credentials credentials, SampleData.DemoKey demoKey) {
    progress.say("");
    progress.say("  Console  " + settings.consoleUrl());
    progress.say("  Login    " + credentials.email() + "  " + credentials.password());
    for (int number = 1; number <= settings.edges(); number++) {
      progress.say("  Edge     " + settings.edgeUrl(number));
    }
    progress.say(
        "  Try      curl -H 'Authorization: Bearer %s' '%s/v1/verify?connector=%s&account=%s'"
            .formatted(demoKey.key(), settings.edgeUrl(1), demoKey.connector(), demoKey.account()));
    progress.say("  Files    " + folder.root() + " (all names and secrets: credentials.env)");
    if (!clock.isZero()) {
      progress.say("  Clock    " + DemoClock.text(clock) + " from this machine's");
    }
    progress.say("  Stop     Ctrl-C");
    progress.say("");
    progress.say("READY");
  }

  private Program remembered(Program program) throws IOException {
    leftovers.remember(program);
    return program;
  }

  private AdminApi api(Credentials credentials) {
    return new AdminApi(settings.consoleUrl(), credentials.token());
  }

  /** Neither refused nor, as from an edge without a license set, "not now". */
  private boolean answers(String url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE_PER_REQUEST).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
    } catch (ConnectException | HttpTimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + url, e);
    }
  }
}
