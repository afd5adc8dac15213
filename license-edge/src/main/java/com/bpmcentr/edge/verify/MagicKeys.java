package com.bpmcentr.edge.verify;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Warning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that answer every code, status and warning without a customer, so that who builds a
 * connector can try them all. What says VALID does so only for the reserved connector, which is
 * never sold: nobody can run a paid connector on a magic key.
 */
final class MagicKeys {

  private static final String PREFIX = "bpm_test_magic_";
  private static final String RESERVED_CONNECTOR = "bpm-test";
  private static final String SUBSCRIPTION_ID = "00000000-0000-4000-8000-000000000000";
  private static final String OTHER_ACCOUNT = "7654321";
  private static final String OTHERS_OTHER_ACCOUNT = "1234567";
  private static final Set<DecisionStatus> WORKING =
      EnumSet.of(
          DecisionStatus.FREE,
          DecisionStatus.TRIAL,
          DecisionStatus.ACTIVE,
          DecisionStatus.CANCELED,
          DecisionStatus.PAST_DUE);

  private final Map<String, Answer> answers = new HashMap<>();

  /** What one magic key answers. */
  private record Answer(
      DecisionCode code, @Nullable DecisionStatus status, List<Warning> warnings) {}

  MagicKeys() {
    for (DecisionCode code : DecisionCode.values()) {
      put(code.name(), new Answer(code, statusOf(code), List.of()));
    }
    for (DecisionStatus status : DecisionStatus.values()) {
      put("STATUS_" + status.name(), new Answer(codeOf(status), status, List.of()));
    }
    for (Warning warning : Warning.values()) {
      Answer answer = new Answer(DecisionCode.VALID, statusOf(warning), List.of(warning));
      put("WARNING_" + warning.name(), answer);
    }
  }

  /** The decision that the key stands for; null when it is no magic key. */
  @Nullable Decision find(CheckRequest request, InstantSource clock) {
    String key = request.key();
    Answer answer = key == null || !key.startsWith(PREFIX) ? null : answers.get(key);
    if (answer == null) {
      return null;
    }
    if (answer.code == DecisionCode.VALID && !request.connector().equals(RESERVED_CONNECTOR)) {
      answer = new Answer(DecisionCode.KEY_NOT_FOUND, null, List.of());
    }
    return decision(request, answer, clock.instant());
  }

  private void put(String name, Answer answer) {
    answers.put(PREFIX + name.toLowerCase(Locale.ROOT), answer);
  }

  private static Decision decision(CheckRequest request, Answer answer, Instant now) {
    Check check = new Check(request.connector(), request.account(), null, null);
    DecisionStatus status = answer.status;
    Grant grant =
        status == null || status == DecisionStatus.FREE ? null : grant(request, answer, now);
    return new Decision(
        answer.code,
        check,
        status,
        status == DecisionStatus.FREE ? Category.FREE : grant == null ? null : Category.STANDARD,
        grant,
        grant == null ? null : grant.account(),
        null,
        null,
        false,
        answer.warnings);
  }

  private static @Nullable DecisionStatus statusOf(DecisionCode code) {
    return switch (code) {
      case VALID, ACCOUNT_MISMATCH, STALE -> DecisionStatus.ACTIVE;
      case REVOKED -> DecisionStatus.REVOKED;
      case SUSPENDED -> DecisionStatus.SUSPENDED;
      case NOT_STARTED -> DecisionStatus.SCHEDULED;
      case TRIAL_EXPIRED, EXPIRED -> DecisionStatus.EXPIRED;
      case TRIAL_ALREADY_USED -> DecisionStatus.TRIAL;
      case CONNECTOR_NOT_FOUND,
          CONNECTOR_SECRET_REQUIRED,
          KEY_MISSING,
          KEY_NOT_FOUND,
          KEY_REVOKED,
          KEY_EXPIRED,
          CUSTOMER_BLOCKED,
          NO_SUBSCRIPTION,
          NOT_READY,
          UNDECIDED ->
          null;
    };
  }

  private static DecisionCode codeOf(DecisionStatus status) {
    return switch (status) {
      case FREE, TRIAL, ACTIVE, PAST_DUE, CANCELED -> DecisionCode.VALID;
      case SCHEDULED -> DecisionCode.NOT_STARTED;
      case SUSPENDED -> DecisionCode.SUSPENDED;
      case EXPIRED -> DecisionCode.EXPIRED;
      case REVOKED -> DecisionCode.REVOKED;
    };
  }

  private static DecisionStatus statusOf(Warning warning) {
    return switch (warning) {
      case TRIAL_ENDS_SOON -> DecisionStatus.TRIAL;
      case EXPIRES_SOON -> DecisionStatus.CANCELED;
      case IN_GRACE -> DecisionStatus.PAST_DUE;
      case KEY_RETIRING, STALE -> DecisionStatus.ACTIVE;
    };
  }

  /** A grant whose times agree with the status and the warnings. */
  private static Grant grant(CheckRequest request, Answer answer, Instant now) {
    DecisionStatus status = answer.status == null ? DecisionStatus.ACTIVE : answer.status;
    boolean trial = status == DecisionStatus.TRIAL || answer.code == DecisionCode.TRIAL_EXPIRED;
    boolean ends = !answer.warnings.isEmpty();
    Instant endsAt =
        switch (status) {
          case SCHEDULED -> now.plus(Duration.ofDays(31));
          case TRIAL -> now.plus(Duration.ofDays(ends ? 1 : 5));
          case ACTIVE, SUSPENDED, REVOKED, FREE -> now.plus(Duration.ofDays(20));
          case CANCELED -> now.plus(Duration.ofDays(ends ? 2 : 20));
          case PAST_DUE, EXPIRED -> now.minus(Duration.ofDays(1));
        };
    Instant startsAt =
        status == DecisionStatus.SCHEDULED
            ? now.plus(Duration.ofDays(1))
            : now.minus(Duration.ofDays(10));
    return new Grant(
        SUBSCRIPTION_ID,
        now.minus(Duration.ofDays(10)),
        request.connector(),
        account(request, answer.code),
        Category.STANDARD,
        Interval.MONTH,
        trial,
        startsAt,
        endsAt,
        status == DecisionStatus.PAST_DUE ? now.plus(Duration.ofDays(2)) : null,
        !trial && WORKING.contains(status) && status != DecisionStatus.CANCELED,
        status == DecisionStatus.SUSPENDED ? now.minus(Duration.ofDays(1)) : null,
        status == DecisionStatus.REVOKED ? now.minus(Duration.ofDays(1)) : null);
  }

  private static @Nullable String account(CheckRequest request, DecisionCode code) {
    return switch (code) {
      case ACCOUNT_MISMATCH ->
          request.account().equals(OTHER_ACCOUNT) ? OTHERS_OTHER_ACCOUNT : OTHER_ACCOUNT;
      case TRIAL_ALREADY_USED -> null;
      default -> request.account();
    };
  }
}
