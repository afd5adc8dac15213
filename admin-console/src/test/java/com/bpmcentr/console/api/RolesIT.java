package com.bpmcentr.console.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.OwnClasses;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Every role against every operation of {@link Operation}, through the services and through HTTP.
 */
@ConsoleTest
class RolesIT {

  @Autowired private TestStaff team;
  @Autowired private Services services;
  @Autowired private ApiRoutes routes;

  private String customerId;

  @BeforeEach
  void makeCustomer() {
    customerId = new ApiExamples(team.api(Role.OWNER)).customerId();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void services_eachOperation_refuseWhomTheTableDoesNotName(Role role) {
    List<Operation> allowed = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      Result<?> result = operation.call(services, team.member(role).actor(), customerId);
      if (!isForbidden(result)) {
        allowed.add(operation);
      }
    }

    assertThat(allowed).containsExactlyElementsOf(operationsOf(role));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void api_eachOperation_refusesWhomTheTableDoesNotName(Role role) {
    List<Operation> allowed = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (operation.path() == null) {
        continue;
      }
      var response =
          team.api(role)
              .call(
                  operation.method(),
                  operation
                      .path()
                      .replace("{customer}", customerId)
                      .replace("{member}", memberId()),
                  operation.body(),
                  "Content-Type",
                  operation.contentType());
      assertThat(response.status()).as("%s: %s", operation, response.body()).isBetween(200, 499);
      if (response.status() == 403) {
        assertThat(response.text("code")).isEqualTo("FORBIDDEN");
      } else {
        allowed.add(operation);
      }
    }

    assertThat(allowed)
        .containsExactlyElementsOf(
            operationsOf(role).stream().filter(operation -> operation.path() != null).toList());
  }

  /** Bodies with a field too many, parameters that there are none of. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void api_eachCallThatCannotBeRead_refusesWhomTheTableDoesNotName(Role role) {
    Map<String, Set<Permission>> taken = new TreeMap<>();
    Map<String, Integer> answers = new TreeMap<>();
    for (Operation operation : Operation.values()) {
      if (operation.path() == null) {
        continue;
      }
      String path =
          operation.path().replace("{customer}", customerId).replace("{member}", memberId());
      String call = operation.method() + " " + routes.patternOf(operation.path());
      boolean hasBody = !Set.of("GET", "DELETE").contains(operation.method());
      String query = hasBody ? "" : (path.contains("?") ? "&" : "?") + "unheard=1";
      taken.computeIfAbsent(done(call), _ -> new TreeSet<>()).add(operation.permission());
      answers.put(
          call,
          team.api(role)
              .call(operation.method(), path + query, hasBody ? "{\"unheard\":1}" : null)
              .status());
    }

    assertThat(answers)
        .allSatisfy(
            (call, status) -> {
              if (taken.get(done(call)).stream().anyMatch(role::may)) {
                assertThat(status).isNotEqualTo(403).isBetween(400, 499);
              } else {
                assertThat(status).isEqualTo(403);
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | /subscriptions/bulk         | {"action":"revoke"}
          POST  | /subscriptions/bulk/preview | {"action":"revoke","ids":[null]}
          POST  | /subscriptions/bulk         | {"action":"revoke","filter":{"status":1}}
          PATCH | /connectors/no-such         | {"version":1}
          PATCH | /staff/019a8c3e-7c1b-7e64-9c0e-2f6f3f0c9d11 | {"version":1}
          PATCH | /settings                   | {"version":1,"zone":"Nowhere"}
          """)
  void api_whatIsWrongBesides_isNotToldToWhomTheTableDoesNotName(
      String method, String path, String body) {
    assertThat(team.api(Role.SUPPORT).call(method, path, body).status()).isEqualTo(403);
    assertThat(team.api(Role.OWNER).call(method, path, body).status()).isIn(400, 404);
  }

  @Test
  void refused_callThatCannotBeRead_isInTheAuditLog() {
    team.api(Role.SUPPORT).post("/signing-keys/reissue", "{\"unheard\":1}");

    var log = team.api(Role.OWNER).get("/audit?filter%5BtargetType%5D=api&limit=1");
    assertThat(log.json().at("/data/0/targetId").asString())
        .isEqualTo("POST /api/v1/signing-keys/reissue");
    assertThat(log.json().at("/data/0/outcome").asString()).isEqualTo("refused");
  }

  @Test
  void table_everyRouteOfTheApi_isInIt() {
    Set<String> inTable = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      if (operation.path() != null) {
        inTable.add(operation.method() + " " + routes.patternOf(operation.path()));
      }
    }

    assertThat(inTable).isEqualTo(routes.all());
  }

  /** What {@link Operation} calls is read from its bytecode. */
  @Test
  void table_everyMethodThatActsForStaff_isInIt() {
    Set<String> methods = new TreeSet<>();
    for (Class<?> service : OwnClasses.annotatedWith(Service.class)) {
      for (Method method : service.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && method.getReturnType().equals(Result.class)
            && method.getParameterCount() > 0
            && method.getParameterTypes()[0].equals(Actor.class)) {
          methods.add(service.getSimpleName() + "." + method.getName());
        }
      }
    }
    Set<String> called =
        new ClassFileImporter()
            .importClasses(Operation.class).get(Operation.class).getMethodCallsFromSelf().stream()
                .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName())
                .filter(methods::contains)
                .collect(toCollection(TreeSet::new));

    assertThat(methods).hasSizeGreaterThan(60);
    assertThat(called).isEqualTo(methods);
  }

  @Test
  void refused_operation_isInTheAuditLog() {
    var refused =
        team.api(Role.AUDITOR).post("/customers/" + customerId + "/block", "{\"reason\":\"no\"}");
    assertThat(refused.status()).isEqualTo(403);

    var log =
        team.api(Role.OWNER)
            .get("/audit?filter%5BtargetId%5D=" + customerId + "&filter%5Boutcome%5D=refused");

    assertThat(log.json().at("/data/0/operation").asString()).isEqualTo("customer.block");
    assertThat(log.json().at("/data/0/role").asString()).isEqualTo("auditor");
    assertThat(log.json().at("/data/0/origin").asString()).isEqualTo("api");
    assertThat(log.json().at("/data/0/address").asString()).isEqualTo("127.0.0.1");
    assertThat(log.json().at("/data/0/refusal").asString()).contains("MANAGE_CUSTOMERS");
  }

  /** A bulk action's preview takes what the action does, whichever it is. */
  private static String done(String call) {
    return call.replace("/bulk/preview", "/bulk");
  }

  private String memberId() {
    return team.member(Role.OWNER).account().id().toString();
  }

  private static List<Operation> operationsOf(Role role) {
    return List.of(Operation.values()).stream()
        .filter(operation -> role.may(operation.permission()))
        .collect(Collectors.toList());
  }

  private static boolean isForbidden(Result<?> result) {
    return result instanceof Result.Refused<?>(Refusal refusal)
        && refusal instanceof Refusal.Forbidden(Permission _);
  }
}
