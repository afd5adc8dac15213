package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer, one connector, one Make account. Renewal, staff's hold, binding and revocation are
 * facts apart: none changes another, and access is a function of them all and the clock.
 *
 * @param autoRenew whether it goes on after the period; never for a trial
 * @param canceledAt when its renewal was turned off
 * @param renewal what is agreed for the periods to come
 * @param hold present while staff keep it from working
 * @param revocation present once staff ended it for good
 * @param version grows with each save, and with the binding at the first use
 */
public record Subscription(
    UUID id,
    UUID customerId,
    String connectorId,
    Terms terms,
    Instant createdAt,
    Term term,
    Binding binding,
    boolean autoRenew,
    @Nullable Instant canceledAt,
    Renewal renewal,
    @Nullable Hold hold,
    @Nullable Revocation revocation,
    int version) {

  /** Staff keep it from working; the term runs on. */
  public record Hold(Instant since, String reason) {}

  /** The end, at once and for good. */
  public record Revocation(Instant at, String reason) {}

  public Subscription {
    if (autoRenew && terms.trial()) {
      throw new IllegalArgumentException("a trial does not renew");
    }
  }

  /** {@code subscription_status} in the schema says the same for lists. */
  public SubscriptionStatus status(Instant now) {
    if (revocation != null) {
      return SubscriptionStatus.REVOKED;
    }
    if (hold != null) {
      return SubscriptionStatus.SUSPENDED;
    }
    if (!term.hasStarted(now)) {
      return SubscriptionStatus.SCHEDULED;
    }
    if (!term.hasEnded(now)) {
      return terms.trial()
          ? SubscriptionStatus.TRIAL
          : autoRenew ? SubscriptionStatus.ACTIVE : SubscriptionStatus.CANCELED;
    }
    if (!autoRenew) {
      return SubscriptionStatus.EXPIRED;
    }
    return now.isBefore(unpaidFrom()) ? SubscriptionStatus.PAST_DUE : SubscriptionStatus.SUSPENDED;
  }

  /** Whether a period that lies wholly ahead is paid. */
  boolean isPaidAhead(Instant now) {
    return !terms.trial() && term.isPaidAhead(now);
  }

  /** How long the periods to come are. */
  public Interval nextInterval() {
    return renewal.interval() == null ? terms.interval() : renewal.interval();
  }

  /** Until when it works on unpaid; absent when it does not renew. */
  public @Nullable Instant graceUntil() {
    return autoRenew ? term.endsAt().plus(terms.grace()) : null;
  }

  /** From when it is suspended, perhaps in the future: the hold, or its end gone unpaid. */
  public @Nullable Instant suspendedFrom() {
    if (!autoRenew) {
      return hold == null ? null : hold.since();
    }
    return hold != null && hold.since().isBefore(unpaidFrom()) ? hold.since() : unpaidFrom();
  }

  /** The first instant at which it no longer works, however often asked until then. */
  public Instant accessEndsAt() {
    Instant graceUntil = graceUntil();
    Instant end = graceUntil == null ? term.endsAt() : graceUntil;
    Instant suspended = suspendedFrom();
    Instant sooner = suspended != null && suspended.isBefore(end) ? suspended : end;
    return revocation != null && revocation.at().isBefore(sooner) ? revocation.at() : sooner;
  }

  /** Whether it works at that moment, in some account. */
  public boolean hasAccess(Instant now) {
    return term.hasStarted(now) && now.isBefore(accessEndsAt());
  }

  Subscription with(Binding changed) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        term,
        changed,
        autoRenew,
        canceledAt,
        renewal,
        hold,
        revocation,
        version);
  }

  Subscription with(@Nullable Hold changed) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        term,
        binding,
        autoRenew,
        canceledAt,
        renewal,
        changed,
        revocation,
        version);
  }

  Subscription with(Revocation added) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        term,
        binding,
        autoRenew,
        canceledAt,
        renewal,
        hold,
        added,
        version);
  }

  Subscription with(Term changed) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        changed,
        binding,
        autoRenew,
        canceledAt,
        renewal,
        hold,
        revocation,
        version);
  }

  Subscription with(Renewal changed) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        term,
        binding,
        autoRenew,
        canceledAt,
        changed,
        hold,
        revocation,
        version);
  }

  Subscription canceled(Instant now) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        term,
        binding,
        false,
        now,
        renewal,
        hold,
        revocation,
        version);
  }

  Subscription renewing() {
    return new Subscription(
        id,
        customerId,
        connectorId,
        terms,
        createdAt,
        term,
        binding,
        true,
        null,
        renewal,
        hold,
        revocation,
        version);
  }

  Subscription startedAnew(Terms agreed, Term begun) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        agreed,
        createdAt,
        begun,
        binding,
        true,
        null,
        renewal,
        hold,
        revocation,
        version);
  }

  /** A period was paid for; from a trial it becomes a subscription that renews. */
  Subscription paid(Terms agreed, Term paid) {
    return new Subscription(
        id,
        customerId,
        connectorId,
        agreed,
        createdAt,
        paid,
        binding,
        true,
        null,
        renewal.with((Interval) null),
        hold,
        revocation,
        version);
  }

  /** As a license tells it; {@code LicenseRepository} reads the same from the row. */
  Grant grant() {
    return new Grant(
        id.toString(),
        createdAt,
        connectorId,
        binding.account(),
        terms.category(),
        terms.interval(),
        terms.trial(),
        term.startsAt(),
        term.endsAt(),
        graceUntil(),
        autoRenew,
        suspendedFrom(),
        revocation == null ? null : revocation.at());
  }

  private Instant unpaidFrom() {
    return term.endsAt().plus(LifecycleRules.UNPAID_UNTIL_SUSPENDED);
  }

  Facts facts() {
    return Facts.NONE
        .with("customerId", customerId)
        .with("connectorId", connectorId)
        .with("interval", terms.interval())
        .with("category", terms.category())
        .with("trial", terms.trial())
        .with("price", terms.price())
        .with("makeAccountId", binding.account())
        .with("startsAt", term.startsAt())
        .with("endsAt", term.endsAt())
        .with("graceUntil", graceUntil())
        .with("autoRenew", autoRenew)
        .with("canceledAt", canceledAt)
        .with("nextInterval", renewal.interval())
        .with("discount", renewal.discount() == null ? null : renewal.discount().kind())
        .with("discountEndsAt", renewal.discount() == null ? null : renewal.discount().endsAt())
        .with("suspendedAt", hold == null ? null : hold.since())
        .with("revokedAt", revocation == null ? null : revocation.at());
  }
}
