package com.bpmcentr.console.audit.ui;

import com.bpmcentr.console.audit.RecordedRefusal;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Map;

/** The log's own words in the viewer's. A word that has no translation is shown as it is. */
public final class AuditWords {

  static final List<String> TARGETS =
      List.of(
          "customer",
          "subscription",
          "invoice",
          "api-key",
          "connector",
          "price",
          "staff",
          "access-token",
          "job",
          "due-work",
          "saved-view",
          "import",
          "settings",
          "signing-key",
          "feed",
          "audit",
          "screen",
          "api");

  /** What is looked for most: what changes something, and log-ins. */
  static final List<String> OPERATIONS =
      List.of(
          "customer.create",
          "customer.edit",
          "customer.block",
          "customer.unblock",
          "customer.import",
          "customer.discount",
          "subscription.create",
          "subscription.start-trial",
          "subscription.pay",
          "subscription.change-account",
          "subscription.change-interval",
          "subscription.suspend",
          "subscription.resume",
          "subscription.cancel",
          "subscription.reactivate",
          "subscription.revoke",
          "subscription.refund",
          "subscription.end-discount",
          "invoice.issue",
          "invoice.void",
          "invoice.reverse",
          "api-key.create",
          "api-key.rotate",
          "api-key.retire",
          "api-key.revoke",
          "connector.create",
          "connector.edit",
          "connector.publish",
          "connector.retire",
          "connector.add-secret",
          "connector.remove-secrets",
          "price.set",
          "price.withdraw",
          "staff.login",
          "staff.logout",
          "staff.create",
          "staff.edit",
          "staff.disable",
          "staff.enable",
          "staff.unlock",
          "staff.reset-password",
          "staff.change-password",
          "access-token.create",
          "access-token.revoke",
          "settings.edit",
          "job.stop",
          "feed.repair",
          "signing-key.reissue");

  /** Facts whose values are words that screens have elsewhere, and under which name. */
  private static final Map<String, String> KINDS =
      Map.of(
          "category", "category",
          "asCategory", "category",
          "interval", "interval",
          "nextInterval", "interval",
          "state", "connector-state",
          "onStale", "on-stale",
          "environment", "environment",
          "role", "role",
          "method", "payment-method",
          "theme", "shell.theme");

  /** What is recorded as a state and is none, at a log-in or where it is asked for again. */
  private static final String WRONG_PASSWORD = " while wrong password";

  private AuditWords() {}

  /** A field of what was recorded, before or after. */
  static String fact(String name) {
    return Words.ifKnown("audit.fact." + name, Words.ifKnown("field." + name, name));
  }

  /** What a field was: moments by the company's clock, amounts and known words as viewers write. */
  static String value(String fact, String recorded, Formats formats) {
    String kind = KINDS.get(fact);
    if (kind != null) {
      return Words.ifKnown(kind + "." + recorded, recorded);
    }
    if (recorded.equals("true") || recorded.equals("false")) {
      return Words.ifKnown("audit.value." + recorded, recorded);
    }
    return switch (fact) {
      case "country" -> Words.country(recorded);
      case "locale" ->
          WireName.find(Language.class, recorded).map(Languages::ownName).orElse(recorded);
      default -> formats.valueIfOne(recorded);
    };
  }

  static String target(String type) {
    return Words.ifKnown("audit.target." + type, type);
  }

  /** {@code subscription.cancel}: what, then what was done to it. */
  public static String operation(String operation) {
    int dot = operation.indexOf('.');
    if (dot < 0) {
      return target(operation);
    }
    String verb = operation.substring(dot + 1);
    return target(operation.substring(0, dot)) + ": " + Words.ifKnown("audit.verb." + verb, verb);
  }

  /** Why something was refused; as it is recorded where the viewer's words would lack a part. */
  static String refusal(String recorded) {
    UI ui = UI.getCurrent();
    if (recorded.endsWith(WRONG_PASSWORD)) {
      return ui.getTranslation("password-again.wrong");
    }
    return RecordedRefusal.read(recorded)
        .map(refusal -> RefusalText.of(refusal, ui))
        .filter(text -> !text.contains("{0") && !text.contains("!" + ui.getLocale().getLanguage()))
        .orElse(recorded);
  }
}
