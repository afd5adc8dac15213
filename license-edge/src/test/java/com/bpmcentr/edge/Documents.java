package com.bpmcentr.edge;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.License;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.Peppers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents for tests: usual ones, and ways to change one thing of them. */
public final class Documents {

  private Documents() {}

  public static ConnectorPolicy connector(String slug, Category category) {
    return connector(slug, 1, ConnectorState.PUBLISHED, category, List.of());
  }

  public static ConnectorPolicy connector(
      String slug,
      long version,
      ConnectorState state,
      Category category,
      List<ConnectorSecretRef> secrets) {
    return new ConnectorPolicy(
        slug,
        version,
        Instant.now(),
        false,
        state,
        category,
        ConnectorPolicy.DEFAULT_MAX_STALENESS,
        OnStale.REFUSE,
        secrets);
  }

  public static ApiKeyRef key(String keyId, String secret) {
    return key(keyId, secret, null, null);
  }

  public static ApiKeyRef testKey(String keyId, String secret) {
    Peppers.Peppered peppered = TestFiles.PEPPERS.digest(secret);
    return new ApiKeyRef(
        keyId, peppered.digest(), peppered.pepperId(), Environment.TEST, null, null);
  }

  public static ApiKeyRef key(
      String keyId, String secret, @Nullable Instant notAfter, @Nullable Instant revokedAt) {
    Peppers.Peppered peppered = TestFiles.PEPPERS.digest(secret);
    return new ApiKeyRef(
        keyId, peppered.digest(), peppered.pepperId(), Environment.PROD, notAfter, revokedAt);
  }

  public static License license(
      String customerId, long version, List<ApiKeyRef> keys, List<Grant> grants) {
    return new License(customerId, customerId, version, Instant.now(), false, false, keys, grants);
  }

  public static License blocked(License license) {
    return new License(
        license.licenseId(),
        license.customerId(),
        license.version() + 1,
        Instant.now(),
        false,
        true,
        license.keys(),
        license.grants());
  }

  public static License removed(License license) {
    return new License(
        license.licenseId(),
        license.customerId(),
        license.version() + 1,
        Instant.now(),
        true,
        false,
        List.of(),
        List.of());
  }

  /** An active month of a standard subscription, bound to the account, or to none. */
  public static Grant grant(String id, String connector, @Nullable String account) {
    return new GrantBuilder(id, connector).account(account).build();
  }

  /** A grant, from an active month on; each method changes one thing. */
  public static final class GrantBuilder {
    private final String id;
    private final String connector;
    private @Nullable String account;
    private boolean trial;
    private boolean autoRenew = true;
    private Instant startsAt = Instant.now().minus(Duration.ofDays(10));
    private Instant endsAt = Instant.now().plus(Duration.ofDays(20));
    private @Nullable Instant graceUntil;
    private @Nullable Instant suspendedAt;
    private @Nullable Instant revokedAt;

    public GrantBuilder(String id, String connector) {
      this.id = id;
      this.connector = connector;
    }

    public GrantBuilder account(@Nullable String value) {
      account = value;
      return this;
    }

    public GrantBuilder trial() {
      trial = true;
      autoRenew = false;
      return this;
    }

    public GrantBuilder notRenewing() {
      autoRenew = false;
      return this;
    }

    public GrantBuilder startsIn(Duration duration) {
      startsAt = Instant.now().plus(duration);
      return this;
    }

    public GrantBuilder endsIn(Duration duration) {
      endsAt = Instant.now().plus(duration);
      return this;
    }

    public GrantBuilder graceEndsIn(Duration duration) {
      graceUntil = Instant.now().plus(duration);
      return this;
    }

    public GrantBuilder suspended() {
      suspendedAt = Instant.now().minus(Duration.ofMinutes(1));
      return this;
    }

    public GrantBuilder revoked() {
      revokedAt = Instant.now().minus(Duration.ofMinutes(1));
      return this;
    }

    public Grant build() {
      return new Grant(
          id,
          startsAt,
          connector,
          account,
          Category.STANDARD,
          Interval.MONTH,
          trial,
          startsAt,
          endsAt,
          graceUntil,
          autoRenew,
          suspendedAt,
          revokedAt);
    }
  }
}
