package com.bpmcentr.loadtests.reference;

import com.bpmcentr.license.Peppers;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

@Service
class VerifyService {
  private final LicenseRepository licenses;
  private final Peppers peppers;
  private final Clock clock = Clock.systemUTC();

  VerifyService(LicenseRepository licenses, Peppers peppers) {
    this.licenses = licenses;
    this.peppers = peppers;
  }

  VerifyAnswer verify(String key, String connector, String account) {
    Instant now = clock.instant();
    Optional<KeyRow> found = licenses.findKey(peppers.digest(key));
    if (found.isEmpty()) {
      return VerifyAnswer.denied("KEY_NOT_FOUND", "The key is unknown.", connector, account);
    }
    KeyRow row = found.get();
    if (isPast(row.revokedAt(), now)) {
      return VerifyAnswer.denied("KEY_REVOKED", "The key was revoked.", connector, account);
    }
    if (isPast(row.notAfter(), now)) {
      return VerifyAnswer.denied("KEY_EXPIRED", "The key has expired.", connector, account);
    }
    if (isPast(row.blockedAt(), now)) {
      return VerifyAnswer.denied("CUSTOMER_BLOCKED", "Access is blocked.", connector, account);
    }
    return licenses.findSubscriptions(row.customerId(), connector).stream()
        .filter(subscription -> account.equals(subscription.account()))
        .findFirst()
        .map(subscription -> decide(subscription, account, now))
        .orElseGet(
            () -> VerifyAnswer.denied("NO_SUBSCRIPTION", "No subscription.", connector, account));
  }

  private static VerifyAnswer decide(SubscriptionRow subscription, String account, Instant now) {
    String connector = subscription.connector();
    if (isPast(subscription.revokedAt(), now)) {
      return VerifyAnswer.denied("REVOKED", "The subscription was revoked.", connector, account);
    }
    if (isPast(subscription.suspendedAt(), now)) {
      return VerifyAnswer.denied("SUSPENDED", "The subscription is on hold.", connector, account);
    }
    if (now.isBefore(subscription.startsAt())) {
      return VerifyAnswer.denied("NOT_STARTED", "It has not started.", connector, account);
    }
    Instant end = Objects.requireNonNullElse(subscription.graceUntil(), subscription.endsAt());
    if (!now.isBefore(end)) {
      return VerifyAnswer.denied("EXPIRED", "The subscription has ended.", connector, account);
    }
    return VerifyAnswer.valid(subscription, account);
  }

  private static boolean isPast(@Nullable Instant time, Instant now) {
    return time != null && !now.isBefore(time);
  }
}
