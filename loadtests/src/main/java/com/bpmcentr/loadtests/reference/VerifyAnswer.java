package com.bpmcentr.loadtests.reference;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer's body. */
@JsonPropertyOrder({
  "valid",
  "code",
  "status",
  "message",
  "connector",
  "account",
  "subscriptionId",
  "category",
  "interval",
  "expiresAt",
  "graceUntil",
  "newBinding",
  "warnings"
})
record VerifyAnswer(
    boolean valid,
    String code,
    @Nullable String status,
    String message,
    String connector,
    String account,
    @Nullable String subscriptionId,
    @Nullable String category,
    @Nullable String interval,
    @Nullable Instant expiresAt,
    @Nullable Instant graceUntil,
    boolean newBinding,
    List<String> warnings) {

  static VerifyAnswer valid(SubscriptionRow subscription, String account) {
    return new VerifyAnswer(
        true,
        "VALID",
        "active",
        "Access is active.",
        subscription.connector(),
        account,
        subscription.id().toString(),
        subscription.category(),
        subscription.interval(),
        subscription.endsAt(),
        subscription.graceUntil(),
        false,
        List.of());
  }

  static VerifyAnswer denied(String code, String message, String connector, String account) {
    return new VerifyAnswer(
        false, code, null, message, connector, account, null, null, null, null, null, false,
        List.of());
  }
}
