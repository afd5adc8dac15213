package com.bpmcentr.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the console shows on its operations port, and what is asked for there. */
@ConsoleTest
class MetricsIT {

  private static final Path MONITORING = TestDatabases.projectFolder().resolve("deploy/monitoring");

  /** What Prometheus itself adds. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern SELECTOR = Pattern.compile("(console_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)(?:=|!=|=~|!~)\"([^\"]*)\"");
  private static final Pattern LABEL_SHOWN =
      Pattern.compile("\\{\\{ *(?:\\$labels\\.)?([a-z]+) *}}");

  @Autowired private MetricsPort operations;
  @Autowired private List<JobKind> kinds;
  @LocalServerPort private int screens;

  /** An expression, and the texts in which its labels are shown. */
  private record Asked(String expression, List<String> texts) {}

  @Test
  void metrics_any_areTheConsolesOwnAndFew() throws Exception {
    Map<String, Map<String, Set<String>>> shown = scrape();

    assertThat(shown.keySet()).allMatch(name -> name.startsWith("console_"));
    assertThat(shown.get("console_feed_alarm").get("alarm"))
        .hasSize(PublishingAlarm.Kind.values().length);
    assertThat(shown.get("console_jobs_rows_left").get("kind"))
        .containsExactlyInAnyOrderElementsOf(kinds.stream().map(JobKind::name).toList());
  }

  @Test
  void metrics_runningConsole_tellWhereItStands() throws Exception {
    Awaitility.await("it has looked at everything")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                value("console_checkpoint_age_seconds") < 60
                    && value("console_edges{state=\"live\"}") >= 0
                    && value("console_jobs_open{kind=\"reissue\"}") == 0);
    assertThat(value("console_feed_open")).isEqualTo(1);
    assertThat(value("console_feed_epoch")).isEqualTo(1);
    assertThat(value("console_feed_alarm{alarm=\"database_behind\"}")).isZero();
  }

  @Test
  void operationsPort_anythingElse_isRefused() throws Exception {
    assertThat(send(operations.port(), "GET", "/").statusCode()).isEqualTo(404);
    assertThat(send(operations.port(), "GET", "/metrics/all").statusCode()).isEqualTo(404);
    assertThat(send(operations.port(), "POST", "/metrics").statusCode()).isEqualTo(405);
  }

  @Test
  void operationsPort_headThatDoesNotEnd_isCutOff() throws Exception {
    try (Socket slow = connect()) {
      slow.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost:".getBytes(US_ASCII));

      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void operationsPort_manyConnections_oneMoreIsNotAnswered() {
    // again where the machine was so slow that idle ones were closed meanwhile
    Awaitility.await("one more is refused").atMost(Duration.ofMinutes(1)).until(this::refusesMore);

    Awaitility.await("there is room again")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> page().contains("console_feed_open"));
  }

  private boolean refusesMore() throws IOException {
    List<Socket> many = new ArrayList<>();
    try {
      for (int i = 0; i < MetricsPort.MOST_CONNECTIONS; i++) {
        many.add(connect());
        isAnswered(many.getLast());
      }
      many.add(connect());
      return !isAnswered(many.getLast());
    } finally {
      for (Socket each : many) {
        each.close();
      }
    }
  }

  private static boolean isAnswered(Socket socket) {
    try {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: c\r\n\r\n".getBytes(US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void screensPort_any_showsNoMetrics() throws Exception {
    for (String path : List.of("/metrics", "/actuator/prometheus", "/actuator/metrics")) {
      assertThat(send(screens, "GET", path).body()).doesNotContain("console_feed_epoch");
    }
  }

  @Test
  void alertsAndDashboard_any_nameWhatIsShown() throws Exception {
    Map<String, Map<String, Set<String>>> shown = scrape();
    List<Asked> asked = new ArrayList<>(alerts());
    asked.addAll(panels());

    Set<String> named = new HashSet<>();
    for (Asked each : asked) {
      Set<String> labels = new HashSet<>(OF_THE_SCRAPE);
      for (MatchResult selector : all(SELECTOR, each.expression())) {
        named.add(selector.group(1));
        assertThat(shown).as(each.expression()).containsKey(selector.group(1));
        Map<String, Set<String>> has = shown.get(selector.group(1));
        labels.addAll(has.keySet());
        for (MatchResult label : all(LABEL, selector.group(2))) {
          if (!OF_THE_SCRAPE.contains(label.group(1))) {
            assertThat(has).containsKey(label.group(1));
            assertThat(has.get(label.group(1))).contains(label.group(2).split("\\|"));
          }
        }
      }
      for (String text : each.texts()) {
        assertThat(labels)
            .as(text)
            .containsAll(all(LABEL_SHOWN, text).stream().map(shownAs -> shownAs.group(1)).toList());
      }
    }
    assertThat(named).as("each is worth a look").isEqualTo(shown.keySet());
  }

  @Test
  void alarms_any_haveTheirEntryInTheGuide() throws Exception {
    String guide = Files.readString(TestDatabases.projectFolder().resolve("docs/watching.md"));

    for (PublishingAlarm.Kind kind : PublishingAlarm.Kind.values()) {
      assertThat(guide).contains("`" + kind.name() + "`");
    }
    for (String metric : scrape().keySet()) {
      assertThat(guide).contains("`" + metric);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Asked> alerts() throws IOException {
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(MONITORING.resolve("alerts.yaml")));
    List<Asked> asked = new ArrayList<>();
    for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
      for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
        String expression = (String) rule.get("expr");
        if (expression.contains("console_")) {
          Map<String, String> annotations = (Map<String, String>) rule.get("annotations");
          asked.add(new Asked(expression, List.copyOf(annotations.values())));
        }
      }
    }
    assertThat(asked).isNotEmpty();
    return asked;
  }

  private static List<Asked> panels() throws IOException {
    JsonNode dashboard =
        JsonMapper.shared().readTree(Files.readString(MONITORING.resolve("dashboard.json")));
    List<Asked> asked = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asString();
        if (expression.contains("console_")) {
          asked.add(new Asked(expression, List.of(target.path("legendFormat").asString())));
        }
      }
    }
    return asked;
  }

  /** Of a running console: metric, label, values. */
  private Map<String, Map<String, Set<String>>> scrape() throws Exception {
    Map<String, Map<String, Set<String>>> shown = new HashMap<>();
    for (MatchResult series : all(SERIES, page())) {
      Map<String, Set<String>> labels =
          shown.computeIfAbsent(series.group(1), name -> new HashMap<>());
      for (MatchResult label : all(LABEL, series.group(2))) {
        labels.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(2));
      }
    }
    return shown;
  }

  private double value(String series) throws Exception {
    String prefix = series + " ";
    return page()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> Double.valueOf(line.substring(prefix.length())))
        .collect(Collectors.reducing(Double.NaN, (first, second) -> second));
  }

  private String page() throws Exception {
    HttpResponse<String> response = send(operations.port(), "GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), operations.port());
    socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
    return socket;
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text == null ? "" : text);
    return matcher.results().toList();
  }

  private static HttpResponse<String> send(int port, String method, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
