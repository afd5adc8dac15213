package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The documents behind {@code golden/documents}: every field, with and without its value. */
final class GoldenDocuments {

  private static final Instant ISSUED = Instant.parse("2026-11-21T12:00:00.123Z");

  private GoldenDocuments() {}

  /** By file name, without the ending. */
  static Map<String, Document> all() {
    Map<String, Document> documents = new TreeMap<>();
    documents.put("license", license());
    documents.put("license-blocked", bare("customer-2", false, true));
    documents.put("license-removed", bare("customer-3", true, false));
    documents.put("license-limits", licenseAtTheLimits());
    documents.put("connector", connector());
    documents.put("connector-removed", connectorRemoved());
    documents.put("checkpoint", checkpoint());
    return documents;
  }

  static License license() {
    return new License(
        "license-1",
        "customer-1",
        7,
        ISSUED,
        false,
        false,
        List.of(
            new ApiKeyRef("key-1", digest("key 1"), "p1", Environment.PROD, null, null),
            new ApiKeyRef(
                "key-2",
                digest("key 2"),
                "p2",
                Environment.TEST,
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2026-12-31T23:59:59.999Z"))),
        List.of(bound(), unboundTrial(), endedInEveryWay()));
  }

  static ConnectorPolicy connector() {
    return new ConnectorPolicy(
        "rozetka",
        3,
        ISSUED,
        false,
        ConnectorState.PUBLISHED,
        Category.STANDARD,
        ConnectorPolicy.DEFAULT_MAX_STALENESS,
        OnStale.REFUSE,
        List.of(
            new ConnectorSecretRef(digest("new secret"), "p1", null),
            new ConnectorSecretRef(
                digest("old secret"), "p2", Instant.parse("2026-11-28T00:00:00Z"))));
  }

  static Checkpoint checkpoint() {
    return new Checkpoint(
        new FeedPosition(1, 48211),
        Hash.sha256("chain".getBytes(UTF_8)),
        Hash.sha256("root".getBytes(UTF_8)),
        Hash.sha256("audit head".getBytes(UTF_8)),
        ISSUED,
        ISSUED.plus(Duration.ofDays(30)));
  }

  private static Grant bound() {
    return new Grant(
        "subscription-1",
        Instant.parse("2026-10-31T09:30:00Z"),
        "rozetka",
        "1234567",
        Category.STANDARD,
        Interval.MONTH,
        false,
        Instant.parse("2026-10-31T22:00:00Z"),
        Instant.parse("2026-11-30T22:00:00Z"),
        Instant.parse("2026-12-03T22:00:00Z"),
        true,
        Instant.parse("2026-12-07T22:00:00Z"),
        null);
  }

  private static Grant unboundTrial() {
    return new Grant(
        "subscription-2",
        Instant.parse("2026-11-20T00:00:00.001Z"),
        "prom-ua",
        null,
        Category.STANDARD,
        Interval.MONTH,
        true,
        Instant.parse("2026-11-20T00:00:00.001Z"),
        Instant.parse("2026-11-27T00:00:00.001Z"),
        null,
        false,
        null,
        null);
  }

  private static Grant endedInEveryWay() {
    return new Grant(
        "subscription-3",
        Instant.parse("2025-01-01T00:00:00Z"),
        "bitrix24",
        "\"quoted\"\\/~!",
        Category.PREMIUM,
        Interval.YEAR,
        false,
        Instant.parse("2025-01-31T22:00:00Z"),
        Instant.parse("2026-01-31T22:00:00Z"),
        null,
        false,
        Instant.parse("2025-06-01T00:00:00Z"),
        Instant.parse("2025-06-02T00:00:00Z"));
  }

  private static License bare(String customerId, boolean removed, boolean blocked) {
    return new License(
        "license-of-" + customerId, customerId, 1, ISSUED, removed, blocked, List.of(), List.of());
  }

  private static License licenseAtTheLimits() {
    Instant first = Instant.parse("0001-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
    Grant grant =
        new Grant(
            "s".repeat(64),
            first,
            "c".repeat(64),
            "~".repeat(100),
            Category.EXTENDED,
            Interval.YEAR,
            false,
            first,
            last,
            last,
            true,
            null,
            last);
    return new License(
        "l".repeat(64), "A-Z.a_z", Long.MAX_VALUE, first, false, true, List.of(), List.of(grant));
  }

  private static ConnectorPolicy connectorRemoved() {
    return new ConnectorPolicy(
        "old-connector",
        12,
        ISSUED,
        true,
        ConnectorState.RETIRED,
        Category.FREE,
        Duration.ZERO,
        OnStale.ALLOW,
        List.of());
  }

  private static KeyDigest digest(String of) {
    return KeyDigest.of(Hash.sha256(of.getBytes(UTF_8)).toByteArray());
  }
}
