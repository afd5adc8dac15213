package com.bpmcentr.console.explain.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.explain.Explanation;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionRow;
import com.bpmcentr.license.HeldGrant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was found at each row of the table. */
record StepWords(Explanation told, Formats formats) {

  /** Null where there is nothing more to say than the row itself. */
  @Nullable String of(DecisionRow row) {
    return switch (row) {
      case CONNECTOR -> connector();
      case CONNECTOR_SECRET -> secret();
      case KEY -> key();
      case KEY_STATE -> keyState();
      case SUBSCRIPTION -> text("explain.found.subscription", told.grants().size());
      case ACCOUNT -> account();
      case TERM -> term();
      case CLAIM -> claim();
      case FREE -> paid();
      case READY, CUSTOMER, FRESHNESS, VALID -> null;
    };
  }

  private @Nullable String connector() {
    ConnectorPolicy policy = told.policy();
    return policy == null
        ? null
        : Words.of("connector-state", policy.state())
            + ", "
            + Words.of("category", policy.category());
  }

  private @Nullable String paid() {
    ConnectorPolicy policy = told.policy();
    return policy == null || policy.category() == Category.FREE ? null : text("explain.found.paid");
  }

  private @Nullable String secret() {
    ConnectorPolicy policy = told.policy();
    if (policy == null) {
      return null;
    }
    return text(policy.secrets().isEmpty() ? "explain.found.no-secret" : "explain.found.secret");
  }

  private @Nullable String key() {
    ApiKey key = told.apiKey();
    return key == null ? null : key.prefix() + "… · " + key.name();
  }

  /** The key is told as it is now, so of an earlier moment nothing is said. */
  private @Nullable String keyState() {
    ApiKey key = told.apiKey();
    if (key == null || told.past()) {
      return null;
    }
    ApiKey.Revocation revocation = key.revocation();
    if (revocation != null) {
      return formats.dateTime(revocation.at());
    }
    Instant end = key.notAfter();
    return end == null ? null : text("explain.found.key-end", formats.dateTime(end));
  }

  private @Nullable String account() {
    Decision decision = told.decision();
    HeldGrant grant = decision == null ? null : decision.grant();
    if (decision == null || grant == null) {
      return null;
    }
    String account = decision.newBinding() ? null : decision.boundAccount();
    return account == null ? text("explain.found.unbound") : text("explain.found.bound", account);
  }

  private @Nullable String term() {
    Decision decision = told.decision();
    HeldGrant grant = decision == null ? null : decision.grant();
    return grant == null
        ? null
        : text(
            "explain.found.term",
            formats.dateTime(Instant.ofEpochMilli(grant.startsAtMillis())),
            formats.dateTime(Instant.ofEpochMilli(grant.accessEndsAtMillis())));
  }

  private @Nullable String claim() {
    Decision decision = told.decision();
    return decision != null && decision.newBinding()
        ? text("explain.found.claim", decision.check().account())
        : null;
  }
}
