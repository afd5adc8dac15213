package com.bpmcentr.license;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a check.
 *
 * @param code the code
 * @param check what was asked
 * @param status the subscription's status, where one is concerned
 * @param category the connector's or, where there is a subscription, the grant's
 * @param grant the grant that it rests on
 * @param boundAccount the account that the grant is bound to; for {@code ACCOUNT_MISMATCH} the
 *     other account
 * @param license the license of the customer whose key it was
 * @param key which key it was
 * @param newBinding whether this very check bound the grant
 * @param warnings what to tell with a VALID
 */
public record Decision(
    DecisionCode code,
    Check check,
    @Nullable DecisionStatus status,
    @Nullable Category category,
    @Nullable HeldGrant grant,
    @Nullable String boundAccount,
    @Nullable HeldLicense license,
    @Nullable HeldKey key,
    boolean newBinding,
    List<Warning> warnings)
    implements DecisionStep {

  public Decision {
    warnings = List.copyOf(warnings);
  }

  /** A decision that rests on no grant. */
  static Decision of(DecisionCode code, Check check) {
    return new Decision(code, check, null, null, null, null, null, null, false, List.of());
  }

  /** Whose key it was; null when none was found. */
  public @Nullable String customerId() {
    return license == null ? null : license.customerId();
  }

  /** Which key it was; null when none was found. */
  public @Nullable String keyId() {
    return key == null ? null : key.keyId();
  }

  /** Whether the operation may run. */
  public boolean valid() {
    return code == DecisionCode.VALID;
  }
}
