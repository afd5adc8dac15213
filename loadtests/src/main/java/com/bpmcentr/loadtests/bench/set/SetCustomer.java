package com.bpmcentr.loadtests.bench.set;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.License;
import com.bpmcentr.license.Peppers;
import com.bpmcentr.license.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer of the set, with one key and one yearly subscription bound to an account. The same
 * number always gives the same customer, but for the times.
 *
 * @param outcome the code that a check with the key, the connector and the account must get
 * @param now the time at which the set is made
 */
record SetCustomer(
    int number,
    DecisionCode outcome,
    UUID customerId,
    UUID keyId,
    UUID subscriptionId,
    String key,
    Catalogue.Entry connector,
    String account,
    Instant now) {

  static final Duration GRACE = Duration.ofDays(3);

  private static final Duration UNPAID_UNTIL_SUSPENDED = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration AGO = Duration.ofDays(30);

  /** What the customers on top of the valid ones are denied for, in turn. */
  static final List<DecisionCode> DENIALS =
      List.of(
          DecisionCode.EXPIRED,
          DecisionCode.REVOKED,
          DecisionCode.SUSPENDED,
          DecisionCode.KEY_REVOKED,
          DecisionCode.CUSTOMER_BLOCKED);

  private static final int LEAST_ACCOUNT = 1_000_000;
  private static final int ACCOUNTS = 9_000_000;

  /**
   * A customer of a set.
   *
   * @param valid how many valid customers the set has; those from that number on are denied
   */
  static SetCustomer of(int number, int valid, List<Catalogue.Entry> sold, Instant now) {
    SplittableRandom random = new SplittableRandom(number);
    DecisionCode outcome =
        number < valid ? DecisionCode.VALID : DENIALS.get((number - valid) % DENIALS.size());
    return new SetCustomer(
        number,
        outcome,
        uuid(now, number, random),
        uuid(now, number, random),
        uuid(now, number, random),
        randomKey(random),
        sold.get(random.nextInt(sold.size())),
        Integer.toString(LEAST_ACCOUNT + random.nextInt(ACCOUNTS)),
        now);
  }

  /** A key as the console makes them. */
  static String randomKey(SplittableRandom random) {
    return SecretText.compose("bpm_prod_", random::nextInt);
  }

  /** Version 7, so that the primary keys' indexes grow at their end as the real ones do. */
  private static UUID uuid(Instant now, int number, SplittableRandom random) {
    long time = now.toEpochMilli() + number;
    return new UUID(
        time << 16 | 0x7000 | random.nextInt(0x1000), 1L << 63 | random.nextLong() >>> 2);
  }

  License license(Peppers peppers) {
    Peppers.Peppered digest = peppers.digest(key);
    String id = customerId.toString();
    return new License(
        id,
        id,
        1,
        now,
        false,
        blockedAt() != null,
        List.of(
            new ApiKeyRef(
                keyId.toString(),
                digest.digest(),
                digest.pepperId(),
                Environment.PROD,
                null,
                keyRevokedAt())),
        List.of(
            new Grant(
                subscriptionId.toString(),
                startsAt(),
                connector.id(),
                account,
                connector.categoryConstant(),
                Interval.YEAR,
                false,
                startsAt(),
                endsAt(),
                autoRenew() ? endsAt().plus(GRACE) : null,
                autoRenew(),
                suspendedFrom(),
                revokedAt())));
  }

  Instant startsAt() {
    return outcome == DecisionCode.EXPIRED ? endsAt().minus(YEAR) : now.minus(AGO);
  }

  Instant endsAt() {
    return outcome == DecisionCode.EXPIRED ? now.minus(AGO) : startsAt().plus(YEAR);
  }

  boolean autoRenew() {
    return outcome != DecisionCode.EXPIRED;
  }

  @Nullable Instant blockedAt() {
    return happened(DecisionCode.CUSTOMER_BLOCKED);
  }

  @Nullable Instant keyRevokedAt() {
    return happened(DecisionCode.KEY_REVOKED);
  }

  @Nullable Instant suspendedAt() {
    return happened(DecisionCode.SUSPENDED);
  }

  @Nullable Instant revokedAt() {
    return happened(DecisionCode.REVOKED);
  }

  /** As the license states it: a subscription that renews has its suspension to come in it. */
  private @Nullable Instant suspendedFrom() {
    Instant staff = suspendedAt();
    return staff == null && autoRenew() ? endsAt().plus(UNPAID_UNTIL_SUSPENDED) : staff;
  }

  private @Nullable Instant happened(DecisionCode code) {
    return outcome == code ? now.minus(Duration.ofDays(1)) : null;
  }

  @Override
  public String toString() {
    return "SetCustomer[" + number + "]";
  }
}
