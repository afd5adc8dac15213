package com.bpmcentr.console.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ConsoleTest
class OpenApiIT {

  private static final Pattern CALL = Pattern.compile("`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)");

  /** The edges' calls, in tables of the same page. */
  private static final Set<String> EDGES =
      Set.of(
          "GET /v1/verify",
          "POST /v1/verify",
          "GET /v1/subscription/check",
          "POST /v1/connector/usage",
          "GET /health/live",
          "GET /health/ready",
          "GET /metrics");

  @Autowired private TestStaff team;
  @Autowired private ApiRoutes routes;

  private JsonNode document;

  @BeforeEach
  void fetch() {
    var response = team.apiWithoutToken().get("/openapi.json");
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    assertThat(response.header("Content-Type")).get().asString().startsWith("application/json");
    document = response.json();
  }

  @Test
  void document_routes_areThoseOfTheApiAndNoMore() {
    Set<String> documented = new TreeSet<>();
    document
        .get("paths")
        .forEachEntry(
            (path, operations) ->
                operations
                    .propertyNames()
                    .forEach(
                        method ->
                            documented.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.substring(ApiPaths.ROOT.length()))));

    assertThat(documented).isEqualTo(routes.all());
  }

  @Test
  void document_everyReference_leadsToASchema() {
    List<String> references = new ArrayList<>();
    document.findValuesAsString("$ref", references);

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void document_everyPost_takesAnIdempotencyKey() {
    document
        .get("paths")
        .forEachEntry(
            (path, operations) -> {
              boolean post = operations.has("post");
              if (post) {
                assertThat(operations.at("/post/parameters").toString())
                    .as(path)
                    .contains("Idempotency-Key");
              }
            });
  }

  @Test
  void document_successOfACreation_isA201WithItsSchema() {
    JsonNode answers = document.at("/paths/~1api~1v1~1subscriptions/post/responses");

    assertThat(answers.propertyNames()).containsExactlyInAnyOrder("201", "default");
    JsonNode schema = answers.at("/201/content/application~1json/schema");
    assertThat(schema.get("$ref").asString()).isEqualTo("#/components/schemas/Subscription");
    assertThat(answers.at("/201/headers").has("License-Position")).isTrue();
    assertThat(answers.at("/default/content/application~1problem+json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/Problem");
  }

  @Test
  void document_schemas_sayWhatIsAskedAndWhatIsAnswered() {
    JsonNode schemas = document.at("/components/schemas");

    assertThat(schemas.at("/SubscriptionFields/required").toString())
        .isEqualTo("[\"connectorId\",\"customerId\",\"interval\"]");
    assertThat(schemas.at("/Subscription/required").toString())
        .contains("price", "status")
        .doesNotContain("graceUntil");
    assertThat(schemas.at("/Subscription/properties/graceUntil/anyOf/1/type").asString())
        .isEqualTo("null");
    assertThat(schemas.at("/Subscription/properties/price/type").asString()).isEqualTo("string");
    assertThat(schemas.at("/Subscription/properties/status/enum").toString())
        .contains("past_due", "revoked");
    assertThat(schemas.at("/NewKeyFields/properties/environment/enum").toString())
        .isEqualTo("[\"prod\",\"test\"]");
    assertThat(schemas.at("/MovedSubscription/properties").propertyNames())
        .contains("id", "status", "previousAccountId");
    assertThat(schemas.at("/Problem/properties").propertyNames())
        .contains("type", "title", "status", "detail", "code", "errors");
    assertThat(schemas.propertyNames()).noneMatch(name -> name.contains("Json"));
  }

  @Test
  void document_everyFilterAndSortOfAList_isOneThatTheListKnows() {
    String job =
        team.api(Role.OWNER)
            .post(
                "/customers/bulk",
                "{\"action\":\"unblock\",\"ids\":[\"00000000-0000-0000-0000-000000000001\"]}")
            .text("id");
    document
        .get("paths")
        .forEachEntry(
            (path, operations) -> {
              for (JsonNode parameter : operations.at("/get/parameters")) {
                String name = parameter.get("name").asString();
                if (name.startsWith("filter[")) {
                  assertKnown(
                      path.replace("{id}", job),
                      name.replace("[", "%5B").replace("]", "%5D") + "=x");
                }
                if (name.equals("sort")) {
                  String sorts = parameter.get("description").asString();
                  for (String sort : sorts.substring(sorts.indexOf(':') + 2).split(", ")) {
                    assertKnown(path.replace("{id}", job), "sort=" + sort);
                  }
                }
              }
            });
  }

  /** A value may be refused, but not the name. */
  private void assertKnown(String path, String query) {
    var response = team.api(Role.OWNER).get(path.substring(ApiPaths.ROOT.length()) + "?" + query);

    assertThat(response.status()).as("%s?%s: %s", path, query, response.body()).isIn(200, 400);
    assertThat(response.body()).doesNotContain("not a filter", "not a column");
  }

  /** The table that people read had no row for sixteen of them. */
  @Test
  void httpReference_calls_areThoseOfTheApi() throws IOException {
    Set<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(repository().resolve("docs/http-reference.md"))) {
      if (line.startsWith("| `")) {
        Matcher call = CALL.matcher(line.substring(0, line.indexOf(" | ")));
        while (call.find()) {
          told.add(call.group(1) + " " + withoutNames(call.group(2)));
        }
      }
    }
    told.removeIf(EDGES::contains);

    assertThat(told)
        .isEqualTo(
            routes.all().stream().map(OpenApiIT::withoutNames).collect(toCollection(TreeSet::new)));
  }

  private static String withoutNames(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = Objects.requireNonNull(folder.getParent(), "the repository's root");
    }
    return folder;
  }
}
