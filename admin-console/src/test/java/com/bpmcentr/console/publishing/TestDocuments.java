package com.bpmcentr.console.publishing;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Licenses to publish: one key and one grant each. */
final class TestDocuments {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

  private TestDocuments() {}

  static License license(String customer, long version) {
    return license(customer, version, null, null);
  }

  static License license(
      String customer,
      long version,
      @Nullable Instant grantRevokedAt,
      @Nullable Instant keyRevokedAt) {
    Grant grant =
        new Grant(
            "s-" + customer,
            START,
            "rozetka",
            "1234567",
            Category.STANDARD,
            Interval.MONTH,
            false,
            START,
            END,
            null,
            true,
            null,
            grantRevokedAt);
    byte[] digest = Hash.sha256(customer.getBytes(StandardCharsets.UTF_8)).toByteArray();
    ApiKeyRef key =
        new ApiKeyRef(
            "k-" + customer, KeyDigest.of(digest), "p1", Environment.PROD, null, keyRevokedAt);
    return new License(
        customer, customer, version, START, false, false, List.of(key), List.of(grant));
  }

  static License removed(String customer, long version) {
    return new License(customer, customer, version, START, true, false, List.of(), List.of());
  }
}
