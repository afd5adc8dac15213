package com.bpmcentr.console.api;

import com.bpmcentr.console.explain.Cause;
import com.bpmcentr.console.explain.Explanation;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionMessages;
import com.bpmcentr.license.DecisionRow;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.Language;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a check is answered, and why.
 *
 * @param decision absent where it cannot be told
 * @param cause what is behind a refusal now, for staff; absent where the answer says all
 * @param unknown why it cannot be told: {@code not_kept} or {@code rows_differ}
 */
@Schema(name = "Explanation")
record ExplanationJson(
    Instant at,
    @Nullable DecisionJson decision,
    @Schema(allowableValues = {"not_kept", "rows_differ"}) @Nullable String unknown,
    List<StepJson> steps,
    @Nullable UUID apiKeyId,
    @Nullable UUID customerId,
    @Nullable String customerName,
    @Nullable CauseJson cause,
    @Nullable BasisJson connector,
    @Nullable BasisJson license,
    List<GrantJson> subscriptions,
    List<EdgeViewJson> edges) {

  /**
   * The edges' answer.
   *
   * @param newBinding whether a check now would bind the subscription to the account
   */
  @Schema(name = "ExplainedDecision")
  record DecisionJson(
      boolean valid,
      DecisionCode code,
      @Nullable DecisionStatus status,
      String message,
      @Nullable String subscriptionId,
      @Nullable String boundAccount,
      @Nullable Instant expiresAt,
      @Nullable Instant graceUntil,
      boolean newBinding,
      List<String> warnings) {

    private static DecisionJson of(Decision decision) {
      HeldGrant grant = decision.grant();
      return new DecisionJson(
          decision.valid(),
          decision.code(),
          decision.status(),
          DecisionMessages.text(decision, Language.EN),
          grant == null ? null : grant.subscriptionId(),
          decision.boundAccount(),
          grant == null ? null : Instant.ofEpochMilli(grant.endsAtMillis()),
          grant == null || grant.graceUntilMillis() == HeldGrant.NEVER
              ? null
              : Instant.ofEpochMilli(grant.graceUntilMillis()),
          decision.newBinding(),
          decision.warnings().stream().map(Enum::name).toList());
    }
  }

  /**
   * One row of the contract's table.
   *
   * @param row its number there
   */
  @Schema(name = "ExplainedStep")
  record StepJson(
      int row,
      DecisionRow step,
      @Schema(allowableValues = {"passed", "decided", "unknown", "not_reached"}) String outcome) {

    private static StepJson of(Explanation.Step step) {
      return new StepJson(step.row().number(), step.row(), text(step.outcome()));
    }
  }

  /**
   * What is behind a refusal.
   *
   * @param reason as staff gave it
   * @param invoiceNumber of the invoice that is to be paid
   */
  @Schema(name = "ExplainedCause")
  record CauseJson(
      @Schema(
              allowableValues = {
                "key_revoked",
                "customer_blocked",
                "subscription_held",
                "subscription_unpaid",
                "subscription_revoked"
              })
          String kind,
      @Nullable Instant since,
      @Nullable String reason,
      @Nullable Long invoiceNumber) {

    private static @Nullable CauseJson of(@Nullable Cause cause) {
      return cause == null
          ? null
          : new CauseJson(text(cause.kind()), cause.since(), cause.reason(), cause.invoice());
    }
  }

  /** A signed document that it rests on. */
  @Schema(name = "ExplainedBasis")
  record BasisJson(
      String subject,
      long version,
      Instant issuedAt,
      String position,
      String signedBy,
      boolean newest) {

    private static @Nullable BasisJson of(Explanation.@Nullable Basis basis) {
      return basis == null
          ? null
          : new BasisJson(
              basis.subject(),
              basis.version(),
              basis.issuedAt(),
              basis.position().toString(),
              basis.signedBy(),
              basis.newest());
    }
  }

  /**
   * A subscription for the connector, as the license tells it.
   *
   * @param code what it comes to by itself
   */
  @Schema(name = "ExplainedSubscription")
  record GrantJson(
      String subscriptionId,
      @Nullable String makeAccountId,
      Instant startsAt,
      Instant endsAt,
      @Nullable Instant graceUntil,
      DecisionCode code,
      boolean chosen) {

    private static GrantJson of(Explanation.GrantState state) {
      Grant grant = state.grant();
      return new GrantJson(
          grant.subscriptionId(),
          grant.account(),
          grant.startsAt(),
          grant.endsAt(),
          grant.graceUntil(),
          state.code(),
          state.chosen());
    }
  }

  /**
   * What an edge held at its last word.
   *
   * @param code what it answers on that
   */
  @Schema(name = "ExplainedEdge")
  record EdgeViewJson(
      String edgeId,
      String region,
      @Schema(allowableValues = {"live", "lost"}) String state,
      @Nullable String position,
      Instant heardAt,
      @Nullable Long ageSeconds,
      @Nullable Long licenseVersion,
      @Nullable Long connectorVersion,
      boolean upToDate,
      @Nullable DecisionCode code) {

    private static EdgeViewJson of(Explanation.EdgeView edge) {
      return new EdgeViewJson(
          edge.edgeId(),
          edge.region(),
          text(edge.state()),
          edge.position() == null ? null : edge.position().toString(),
          edge.heardAt(),
          edge.ageSeconds(),
          edge.licenseVersion(),
          edge.connectorVersion(),
          edge.upToDate(),
          edge.code());
    }
  }

  static ExplanationJson of(Explanation told) {
    var key = told.apiKey();
    return new ExplanationJson(
        told.at(),
        told.decision() == null ? null : DecisionJson.of(told.decision()),
        told.unknown() == null ? null : text(told.unknown()),
        told.steps().stream().map(StepJson::of).toList(),
        key == null ? null : key.id(),
        key == null ? null : key.customerId(),
        told.customer(),
        CauseJson.of(told.cause()),
        BasisJson.of(told.connector()),
        BasisJson.of(told.license()),
        told.grants().stream().map(GrantJson::of).toList(),
        told.edges().stream().map(EdgeViewJson::of).toList());
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
