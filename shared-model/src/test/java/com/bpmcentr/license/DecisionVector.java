package com.bpmcentr.license;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One case of {@code golden/decisions.json}; what it leaves out is as its README says. */
final class DecisionVector {

  private static final Peppers PEPPERS = GoldenPeppers.read();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant STARTED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant ENDS = Instant.parse("2026-12-01T00:00:00Z");

  private final JsonNode json;

  DecisionVector(JsonNode json) {
    this.json = json;
  }

  int row() {
    return json.get("row").asInt();
  }

  JsonNode expected() {
    return json.get("expect");
  }

  DecisionStep decide() {
    return LicenseDecider.decide(
        check(), set(), this::claimAnswer, freshness(), now().toEpochMilli());
  }

  @Override
  public String toString() {
    return row() + ": " + json.get("name").asText();
  }

  private Instant now() {
    return time(json, "now", NOW);
  }

  private Freshness freshness() {
    JsonNode given = json.path("freshness");
    return new Freshness(
        given.path("ageMillis").asLong(2000),
        given.path("pastHardEnd").asBoolean(),
        given.path("clockBehind").asBoolean());
  }

  private Check check() {
    JsonNode given = json.path("check");
    boolean withoutKey = given.path("key").isNull();
    return new Check(
        given.path("connector").asText("rozetka"),
        given.path("account").asText("100"),
        withoutKey ? null : PEPPERS.presented(given.path("key").asText("key-1")),
        given.has("secret") ? PEPPERS.presented(given.get("secret").asText()) : null);
  }

  private HeldSet set() {
    HeldSet set = new HeldSet();
    set.ready = json.path("ready").asBoolean(true);
    for (JsonNode connector : orOneEmpty("connectors")) {
      set.connectors.add(connector(connector));
    }
    for (JsonNode license : orOneEmpty("licenses")) {
      set.licenses.add(license(license));
    }
    json.path("claimed")
        .properties()
        .forEach(claim -> set.claimed.put(claim.getKey(), claim.getValue().asText()));
    json.path("compromised").forEach(key -> set.compromised.add(digest(key.asText(), "p1")));
    return set;
  }

  private List<JsonNode> orOneEmpty(String field) {
    return json.has(field)
        ? json.get(field).valueStream().toList()
        : List.of(JsonNodeFactory.instance.objectNode());
  }

  private static ConnectorPolicy connector(JsonNode given) {
    List<ConnectorSecretRef> secrets = new ArrayList<>();
    for (JsonNode secret : given.path("secrets")) {
      String pepper = secret.path("pepper").asText("p1");
      secrets.add(
          new ConnectorSecretRef(
              digest(secret.get("secret").asText(), pepper),
              pepper,
              time(secret, "notAfter", null)));
    }
    return new ConnectorPolicy(
        given.path("connector").asText("rozetka"),
        1,
        STARTED,
        given.path("removed").asBoolean(),
        constant(given, "state", ConnectorState.PUBLISHED),
        constant(given, "category", Category.STANDARD),
        Duration.ofSeconds(given.path("maxStalenessSeconds").asLong(259_200)),
        constant(given, "onStale", OnStale.REFUSE),
        secrets);
  }

  private static License license(JsonNode given) {
    String customer = given.path("customer").asText("customer-1");
    List<ApiKeyRef> keys = new ArrayList<>();
    if (!given.has("keys")) {
      keys.add(key(JsonNodeFactory.instance.objectNode()));
    }
    given.path("keys").forEach(key -> keys.add(key(key)));
    List<Grant> grants = new ArrayList<>();
    given.path("grants").forEach(grant -> grants.add(grant(grant)));
    return new License(
        "license-of-" + customer,
        customer,
        1,
        time(given, "issuedAt", STARTED),
        given.path("removed").asBoolean(),
        given.path("blocked").asBoolean(),
        keys,
        grants);
  }

  private static ApiKeyRef key(JsonNode given) {
    String key = given.path("key").asText("key-1");
    String pepper = given.path("pepper").asText("p1");
    return new ApiKeyRef(
        key,
        digest(key, pepper),
        pepper,
        constant(given, "environment", Environment.PROD),
        time(given, "notAfter", null),
        time(given, "revokedAt", null));
  }

  private static Grant grant(JsonNode given) {
    return new Grant(
        given.path("id").asText("s-1"),
        time(given, "createdAt", STARTED),
        given.path("connector").asText("rozetka"),
        given.path("account").asText(null),
        constant(given, "category", Category.STANDARD),
        Interval.MONTH,
        given.path("trial").asBoolean(),
        time(given, "startsAt", STARTED),
        time(given, "endsAt", ENDS),
        time(given, "graceUntil", null),
        given.path("autoRenew").asBoolean(true),
        time(given, "suspendedAt", null),
        time(given, "revokedAt", null));
  }

  private @Nullable ClaimAnswer claimAnswer(HeldGrant grant, String account) {
    String[] answer = json.path("claims").path(grant.subscriptionId()).asText().split(" ", 2);
    return switch (answer[0]) {
      case "" -> null;
      case "BOUND_NOW" -> new ClaimAnswer.Bound(true);
      case "BOUND_HERE" -> new ClaimAnswer.Bound(false);
      case "BOUND_ELSEWHERE" -> new ClaimAnswer.BoundElsewhere(answer[1]);
      case "TRIAL_USED" -> new ClaimAnswer.TrialUsed();
      case "GONE" -> new ClaimAnswer.Gone(DecisionCode.valueOf(answer[1]));
      case "UNREACHABLE" -> new ClaimAnswer.Unreachable();
      default -> throw new IllegalStateException(this + ": no such answer to a claim");
    };
  }

  private static KeyDigest digest(String secret, String pepperId) {
    return PEPPERS.digests(secret).get(pepperId.equals("p1") ? 0 : 1);
  }

  private static Instant time(JsonNode given, String field, @Nullable Instant otherwise) {
    return given.has(field) ? Instant.parse(given.get(field).asText()) : otherwise;
  }

  private static <E extends Enum<E> & WireName> E constant(
      JsonNode given, String field, E otherwise) {
    return given.has(field)
        ? WireName.find(otherwise.getDeclaringClass(), given.get(field).asText()).orElseThrow()
        : otherwise;
  }
}
