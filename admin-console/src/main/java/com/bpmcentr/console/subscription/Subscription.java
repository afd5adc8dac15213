package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer, one connector, one Make account. Renewal, staff's hold, binding and revocation are
 * facts apart: none changes another, and access is a function of them all and the clock.
 *
 * @param version grows with each save, and with the binding at the first use
 */
public record Subscription(
    Identity identity,
    Terms terms,
    Term term,
    Binding binding,
    Renewal renewal,
    Stops stops,
    int version) {

  /** Staff keep it from working; the term runs on. */
  public record Hold(Instant since, String reason) {}

  /** The end, at once and for good. */
  public record Revocation(Instant at, String reason) {}

  public Subscription {
    if (renewal.auto() && terms.trial()) {
      throw new IllegalArgumentException("a trial does not renew");
    }
  }

  public UUID id() {
    return identity.id();
  }

  public UUID customerId() {
    return identity.customerId();
  }

  public String connectorId() {
    return identity.connectorId();
  }

  public Instant createdAt() {
    return identity.createdAt();
  }

  /** Whether it goes on after the period; never for a trial. */
  public boolean autoRenew() {
    return renewal.auto();
  }

  /** Present while staff keep it from working. */
  public @Nullable Hold hold() {
    return stops.hold();
  }

  /** Present once staff ended it for good. */
  public @Nullable Revocation revocation() {
    return stops.revocation();
  }

  /** {@code subscription_status} in the schema says the same for lists. */
  public SubscriptionStatus status(Instant now) {
    if (revocation() != null) {
      return SubscriptionStatus.REVOKED;
    }
    if (hold() != null) {
      return SubscriptionStatus.SUSPENDED;
    }
    if (!term.hasStarted(now)) {
      return SubscriptionStatus.SCHEDULED;
    }
    if (!term.hasEnded(now)) {
      return terms.trial()
          ? SubscriptionStatus.TRIAL
          : autoRenew() ? SubscriptionStatus.ACTIVE : SubscriptionStatus.CANCELED;
    }
    if (!autoRenew()) {
      return SubscriptionStatus.EXPIRED;
    }
    return now.isBefore(unpaidFrom()) ? SubscriptionStatus.PAST_DUE : SubscriptionStatus.SUSPENDED;
  }

  /**
   * As staff are shown it. What costs nothing any more is owed by nobody: where its connector was
   * made free it ends as one that does not renew, instead of going unpaid.
   *
   * @param connector the connector's present category
   */
  public SubscriptionStatus status(Instant now, Category connector) {
    SubscriptionStatus status = status(now);
    return switch (status) {
      case PAST_DUE, SUSPENDED ->
          connector == Category.FREE && hold() == null ? SubscriptionStatus.EXPIRED : status;
      case SCHEDULED, TRIAL, ACTIVE, CANCELED, EXPIRED, REVOKED -> status;
    };
  }

  /** Whether a period that lies wholly ahead is paid. */
  boolean isPaidAhead(Instant now) {
    return !terms.trial() && term.isPaidAhead(now);
  }

  /** Whether a trial's days run, be it paid for or not: the paid period begins after them. */
  boolean isInTrial(Instant now) {
    Instant until = identity.trialUntil();
    return terms.trial() || (until != null && now.isBefore(until));
  }

  /** How long the periods to come are. */
  public Interval nextInterval() {
    return renewal.interval() == null ? terms.interval() : renewal.interval();
  }

  /** Until when it works on unpaid; absent when it does not renew. */
  public @Nullable Instant graceUntil() {
    return autoRenew() ? term.endsAt().plus(terms.grace()) : null;
  }

  /**
   * From when it is suspended, perhaps in the future: the hold, or its end gone unpaid. A hold that
   * came later than that is told all the same, though access had ended: it outlasts a payment, and
   * a license that does not tell it could not bring it back.
   */
  public @Nullable Instant suspendedFrom() {
    Hold hold = hold();
    if (hold != null) {
      return hold.since();
    }
    return autoRenew() ? unpaidFrom() : null;
  }

  /** The first instant at which it no longer works, however often asked until then. */
  public Instant accessEndsAt() {
    Instant graceUntil = graceUntil();
    Instant end = graceUntil == null ? term.endsAt() : graceUntil;
    Instant suspended = suspendedFrom();
    Instant sooner = suspended != null && suspended.isBefore(end) ? suspended : end;
    Revocation revoked = revocation();
    return revoked != null && revoked.at().isBefore(sooner) ? revoked.at() : sooner;
  }

  /** Whether it works at that moment, in some account. */
  public boolean hasAccess(Instant now) {
    return term.hasStarted(now) && now.isBefore(accessEndsAt());
  }

  Subscription with(Binding changed) {
    return copy(terms, term, changed, renewal, stops);
  }

  Subscription with(@Nullable Hold changed) {
    return copy(terms, term, binding, renewal, stops.with(changed));
  }

  Subscription with(Revocation added) {
    return copy(terms, term, binding, renewal, stops.with(added));
  }

  Subscription with(Term changed) {
    return copy(terms, changed, binding, renewal, stops);
  }

  Subscription with(Renewal changed) {
    return copy(terms, term, binding, changed, stops);
  }

  Subscription with(Terms agreed, Term changed) {
    return copy(agreed, changed, binding, renewal, stops);
  }

  Subscription startedAnew(Terms agreed, Term begun) {
    return copy(agreed, begun, binding, renewal.on().with((Interval) null), stops);
  }

  /** A period was paid for; from a trial it becomes a subscription that renews. */
  Subscription paid(Terms agreed, Term paid, PriceNotice known) {
    return copy(agreed, paid, binding, renewal.on().with((Interval) null).with(known), stops);
  }

  private Subscription copy(
      Terms nextTerms, Term nextTerm, Binding nextBinding, Renewal nextRenewal, Stops nextStops) {
    return new Subscription(
        identity, nextTerms, nextTerm, nextBinding, nextRenewal, nextStops, version);
  }

  /** As a license tells it; {@code LicenseRepository} reads the same from the row. */
  Grant grant() {
    return new Grant(
        id().toString(),
        createdAt(),
        connectorId(),
        binding.account(),
        terms.category(),
        terms.interval(),
        terms.trial(),
        term.startsAt(),
        term.endsAt(),
        graceUntil(),
        autoRenew(),
        suspendedFrom(),
        revocation() == null ? null : revocation().at());
  }

  private Instant unpaidFrom() {
    return term.endsAt().plus(LifecycleRules.UNPAID_UNTIL_SUSPENDED);
  }

  Facts facts() {
    return Facts.NONE
        .with("customerId", customerId())
        .with("connectorId", connectorId())
        .with("interval", terms.interval())
        .with("category", terms.category())
        .with("trial", terms.trial())
        .with("price", terms.price())
        .with("makeAccountId", binding.account())
        .with("startsAt", term.startsAt())
        .with("endsAt", term.endsAt())
        .with("graceUntil", graceUntil())
        .with("autoRenew", autoRenew())
        .with("canceledAt", renewal.canceledAt())
        .with("nextInterval", renewal.interval())
        .with("discount", renewal.discount() == null ? null : renewal.discount().kind())
        .with("discountEndsAt", renewal.discount() == null ? null : renewal.discount().endsAt())
        .with("suspendedAt", hold() == null ? null : hold().since())
        .with("revokedAt", revocation() == null ? null : revocation().at());
  }
}
