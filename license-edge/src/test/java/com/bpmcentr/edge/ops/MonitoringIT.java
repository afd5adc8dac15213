package com.bpmcentr.edge.ops;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.replica.FeedAlarm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What Prometheus and Grafana are told to look at is what a running edge shows. What is the
 * console's is compared with a running console there.
 */
class MonitoringIT {

  private static final Path PROJECT = TestDatabases.projectFolder();
  private static final Path MONITORING = PROJECT.resolve("deploy/monitoring");

  /** What Prometheus itself adds. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
  private static final Pattern LABEL_SHOWN =
      Pattern.compile("\\{\\{ *(?:\\$labels\\.)?([a-z]+) *}}");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *([a-z]+)\\)");

  /** Of a running edge: metric, label, values. */
  private static Map<String, Map<String, Set<String>>> shown;

  @BeforeAll
  static void scrape() {
    try (TestWorld world = new TestWorld()) {
      shown = parse(world.startEdge("e1").getFromOperations("/metrics").body());
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expression_any_namesWhatAnEdgeShows(String expression) {
    PromQl read = PromQl.parse(expression);

    assertThat(read.selectors()).isNotEmpty();
    for (PromQl.Selector selector : read.selectors()) {
      assertThat(metrics()).contains(selector.metric());
      Map<String, Set<String>> labels = shown.getOrDefault(selector.metric(), Map.of());
      selector
          .labels()
          .forEach(
              (label, pattern) -> {
                if (OF_THE_SCRAPE.contains(label)) {
                  return;
                }
                assertThat(labels).containsKey(label);
                assertThat(labels.get(label)).contains(pattern.split("\\|"));
              });
    }
    assertThat(labelsOf(read)).containsAll(read.groupings());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_any_saysWhatItIsAndWhereToReadOn(Map<String, Object> alert) throws IOException {
    String name = (String) alert.get("alert");
    Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");

    assertThat(alert.keySet()).isSubsetOf("alert", "expr", "for", "labels", "annotations");
    assertThat((String) alert.getOrDefault("for", "0s")).matches("[0-9]+[smhd]");
    assertThat(((Map<?, ?>) alert.get("labels")).get("severity")).isIn("critical", "warning");
    assertThat((String) annotations.get("summary")).isNotBlank();
    assertThat((String) annotations.get("description")).isNotBlank();
    String anchor = name.toLowerCase(Locale.ROOT);
    assertThat(annotations.get("runbook_url")).isEqualTo("docs/watching.md#" + anchor);
    assertThat(Files.readAllLines(PROJECT.resolve("docs/watching.md")))
        .filteredOn(line -> line.matches("#+ " + name))
        .hasSize(1);
    PromQl read = PromQl.parse((String) alert.get("expr"));
    for (Object text : annotations.values()) {
      assertThat(isOfTheConsole(read) || labelsOf(read).containsAll(labelsIn((String) text)))
          .as("%s", text)
          .isTrue();
    }
  }

  @Test
  void alerts_all_haveNamesOfTheirOwn() throws IOException {
    assertThat(alerts()).extracting(alert -> alert.get("alert")).doesNotHaveDuplicates();
  }

  @Test
  void dashboard_panels_fitTheirPlaceAndNameTheirLines() throws IOException {
    List<JsonObject> panels = panels();

    assertThat(panels).extracting(panel -> panel.getInteger("id")).doesNotHaveDuplicates();
    assertThat(panels).extracting(panel -> panel.getJsonObject("gridPos")).doesNotHaveDuplicates();
    for (JsonObject panel : panels) {
      JsonObject place = panel.getJsonObject("gridPos");
      assertThat(place.getInteger("x") + place.getInteger("w")).isLessThanOrEqualTo(24);
      for (JsonObject target : objects(panel.getJsonArray("targets"))) {
        PromQl read = PromQl.parse(target.getString("expr"));
        List<String> shownAs = labelsIn(target.getString("legendFormat"));
        assertThat(isOfTheConsole(read) || labelsOf(read).containsAll(shownAs))
            .as("%s", target)
            .isTrue();
      }
    }
  }

  @Test
  void dashboard_variables_areOfLabelsThatAreThere() throws IOException {
    for (JsonObject variable :
        objects(dashboard().getJsonObject("templating").getJsonArray("list"))) {
      if (variable.getString("type").equals("query")) {
        Matcher query = LABEL_VALUES.matcher(variable.getString("query"));
        assertThat(query.matches()).as(variable.getString("query")).isTrue();
        PromQl read = PromQl.parse(query.group(1));
        assertThat(metrics()).contains(read.selectors().getFirst().metric());
        assertThat(labelsOf(read)).contains(query.group(2));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void feedAlarm_any_hasItsEntryInTheGuide(FeedAlarm alarm) throws IOException {
    assertThat(Files.readString(PROJECT.resolve("docs/watching.md")))
        .contains("`" + alarm.label() + "`");
  }

  /** Bug: what a start finds once looked, after a restart, as if it had been there all along. */
  @Test
  void alerts_onAlarms_goByWhetherThereIsOneAndNotByHowOften() throws IOException {
    Set<String> named =
        alerts().stream()
            .flatMap(alert -> PromQl.parse((String) alert.get("expr")).selectors().stream())
            .map(PromQl.Selector::metric)
            .collect(toSet());

    assertThat(named).contains("edge_feed_alarm_raised").doesNotContain("edge_feed_alarms_total");
  }

  static Stream<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    alerts().forEach(alert -> expressions.add((String) alert.get("expr")));
    for (JsonObject panel : panels()) {
      objects(panel.getJsonArray("targets"))
          .forEach(target -> expressions.add(target.getString("expr")));
    }
    return expressions.stream().filter(each -> !isOfTheConsole(PromQl.parse(each)));
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> alerts() throws IOException {
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(MONITORING.resolve("alerts.yaml")));
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
      alerts.addAll((List<Map<String, Object>>) group.get("rules"));
    }
    return alerts;
  }

  private static JsonObject dashboard() throws IOException {
    return new JsonObject(Files.readString(MONITORING.resolve("dashboard.json")));
  }

  private static List<JsonObject> panels() throws IOException {
    return objects(dashboard().getJsonArray("panels"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static Set<String> metrics() {
    return Stream.concat(Stream.of("up"), shown.keySet().stream()).collect(toSet());
  }

  private static boolean isOfTheConsole(PromQl read) {
    return read.selectors().stream().anyMatch(each -> each.metric().startsWith("console_"));
  }

  private static Set<String> labelsOf(PromQl read) {
    return Stream.concat(
            OF_THE_SCRAPE.stream(),
            read.selectors().stream()
                .flatMap(
                    selector -> shown.getOrDefault(selector.metric(), Map.of()).keySet().stream()))
        .collect(toSet());
  }

  private static List<String> labelsIn(String template) {
    return LABEL_SHOWN.matcher(template).results().map(match -> match.group(1)).toList();
  }

  private static Map<String, Map<String, Set<String>>> parse(String scrape) {
    Map<String, Map<String, Set<String>>> metrics = new HashMap<>();
    for (String line : scrape.lines().filter(text -> !text.startsWith("#")).toList()) {
      Matcher series = SERIES.matcher(line);
      assertThat(series.matches()).as(line).isTrue();
      Map<String, Set<String>> labels =
          metrics.computeIfAbsent(series.group(1), name -> new HashMap<>());
      if (series.group(2) != null) {
        LABEL
            .matcher(series.group(2))
            .results()
            .collect(groupingBy(match -> match.group(1), mapping(match -> match.group(2), toSet())))
            .forEach(
                (label, values) ->
                    labels.merge(
                        label,
                        values,
                        (known, more) ->
                            Stream.concat(known.stream(), more.stream()).collect(toSet())));
      }
    }
    return metrics;
  }
}
