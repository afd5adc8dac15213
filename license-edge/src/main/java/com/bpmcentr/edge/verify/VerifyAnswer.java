package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.JsonText;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionMessages;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Warning;
import com.bpmcentr.license.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How {@code /v1/verify} says a decision. */
final class VerifyAnswer {

  private VerifyAnswer() {}

  /** The body of a 200: all fields of a VALID; of a denial those that apply. */
  static String toJson(Decision decision, Language language) {
    HeldGrant grant = decision.grant();
    JsonText json =
        new JsonText().field("valid", decision.valid()).field("code", decision.code().name());
    if (decision.valid() || decision.status() != null) {
      json.field("status", name(decision.status()));
    }
    json.field("message", DecisionMessages.text(decision, language))
        .field("connector", decision.check().connector())
        .field("account", decision.check().account());
    if (decision.valid() || grant != null) {
      json.field("subscriptionId", grant == null ? null : grant.subscriptionId())
          .field("category", name(decision.category()))
          .field("interval", grant == null ? null : name(grant.interval()))
          .field("expiresAt", time(grant == null ? HeldGrant.NEVER : grant.endsAtMillis()))
          .field("graceUntil", time(grant == null ? HeldGrant.NEVER : grant.graceUntilMillis()));
    }
    if (decision.valid()) {
      json.field("newBinding", decision.newBinding())
          .field("warnings", decision.warnings().stream().map(Warning::name).toList());
    }
    return json.end();
  }

  /** The 503 of a decision that leaves open. */
  static Problem toProblem(Decision decision, Language language) {
    return Problem.undecided(
        decision.code().name(),
        DecisionMessages.text(decision, language),
        retryAfterSeconds(decision.code()));
  }

  static int retryAfterSeconds(DecisionCode code) {
    return code == DecisionCode.STALE ? 30 : 2;
  }

  private static @Nullable String name(@Nullable WireName constant) {
    return constant == null ? null : constant.wireName();
  }

  private static @Nullable String time(long millis) {
    return millis == HeldGrant.NEVER ? null : Instant.ofEpochMilli(millis).toString();
  }
}
