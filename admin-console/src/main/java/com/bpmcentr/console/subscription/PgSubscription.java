package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription as a row: which of its parts stands in which column. */
final class PgSubscription {

  /** What never changes, beside its id. */
  static final PgColumns<Subscription> MADE =
      new PgColumns<Subscription>()
          .column("id", "uuid", Subscription::id)
          .column("customer_id", "uuid", Subscription::customerId)
          .column("connector_id", "text", Subscription::connectorId)
          .column("created_at", "timestamptz", Subscription::createdAt)
          .column("trial_until", "timestamptz", each -> each.identity().trialUntil())
          .column("grace_seconds", "int", each -> each.terms().grace().toSeconds());

  /** What every subscription has from its start. */
  static final PgColumns<Subscription> STARTED =
      new PgColumns<Subscription>()
          .column("interval", "text", each -> each.terms().interval())
          .column("category", "text", each -> each.terms().category())
          .column("trial", "boolean", each -> each.terms().trial())
          .column("price", "numeric", each -> each.terms().price().amount())
          .column("currency", "text", each -> each.terms().price().currency())
          .column("make_account_id", "text", each -> each.binding().account())
          .column("bound_at", "timestamptz", each -> each.binding().boundAt())
          .column("starts_at", "timestamptz", each -> each.term().startsAt())
          .column("period_starts_at", "timestamptz", each -> each.term().periodStartsAt())
          .column("ends_at", "timestamptz", each -> each.term().endsAt())
          .column("auto_renew", "boolean", Subscription::autoRenew);

  /** What comes later, if ever. */
  static final PgColumns<Subscription> LATER =
      new PgColumns<Subscription>()
          .column("anniversary_at", "timestamptz", each -> each.term().anniversary())
          .column("previous_account_id", "text", each -> each.binding().previousAccount())
          .column("account_changed_at", "timestamptz", each -> each.binding().changedAt())
          .column("canceled_at", "timestamptz", each -> each.renewal().canceledAt())
          .column("next_interval", "text", each -> each.renewal().interval())
          .column("discount_id", "uuid", each -> discount(each).map(Discount::id))
          .column("discount_percent", "numeric", PgSubscription::percent)
          .column("discount_price", "numeric", each -> fixed(each).map(it -> it.price().amount()))
          .column("discount_currency", "text", each -> fixed(each).map(it -> it.price().currency()))
          .column("discount_interval", "text", each -> fixed(each).map(it -> it.interval()))
          .column("discount_reason", "text", each -> discount(each).map(Discount::reason))
          .column("discount_ends_at", "timestamptz", each -> discount(each).map(Discount::endsAt))
          .column("known_for", "timestamptz", each -> known(each).map(PriceNotice::renewal))
          .column("known_at", "timestamptz", each -> known(each).map(PriceNotice::at))
          .column("suspended_at", "timestamptz", each -> hold(each).map(it -> it.since()))
          .column("suspend_reason", "text", each -> hold(each).map(it -> it.reason()))
          .column("revoked_at", "timestamptz", each -> revocation(each).map(it -> it.at()))
          .column("revoke_reason", "text", each -> revocation(each).map(it -> it.reason()));

  private PgSubscription() {}

  static Subscription subscription(ResultSet row) throws SQLException {
    Instant suspendedAt = PgTime.optional(row, "suspended_at");
    Instant revokedAt = PgTime.optional(row, "revoked_at");
    return new Subscription(
        new Identity(
            row.getObject("id", UUID.class),
            row.getObject("customer_id", UUID.class),
            row.getString("connector_id"),
            PgTime.required(row, "created_at"),
            PgTime.optional(row, "trial_until")),
        new Terms(
            WireName.find(Interval.class, row.getString("interval")).orElseThrow(),
            WireName.find(Category.class, row.getString("category")).orElseThrow(),
            row.getBoolean("trial"),
            new Money(row.getBigDecimal("price"), row.getString("currency")),
            Duration.ofSeconds(row.getLong("grace_seconds"))),
        term(row),
        new Binding(
            row.getString("make_account_id"),
            PgTime.optional(row, "bound_at"),
            row.getString("previous_account_id"),
            PgTime.optional(row, "account_changed_at")),
        renewal(row),
        new Stops(
            suspendedAt == null
                ? null
                : new Subscription.Hold(suspendedAt, row.getString("suspend_reason")),
            revokedAt == null
                ? null
                : new Subscription.Revocation(revokedAt, row.getString("revoke_reason"))),
        row.getInt("version"));
  }

  private static Term term(ResultSet row) throws SQLException {
    Instant startsAt = PgTime.required(row, "starts_at");
    Instant anniversary = PgTime.optional(row, "anniversary_at");
    return new Term(
        startsAt,
        PgTime.required(row, "period_starts_at"),
        PgTime.required(row, "ends_at"),
        anniversary == null ? startsAt : anniversary);
  }

  private static Renewal renewal(ResultSet row) throws SQLException {
    UUID id = row.getObject("discount_id", UUID.class);
    Instant knownFor = PgTime.optional(row, "known_for");
    return new Renewal(
        row.getBoolean("auto_renew"),
        PgTime.optional(row, "canceled_at"),
        intervalNamed(row.getString("next_interval")),
        id == null
            ? null
            : new Discount(
                id,
                kind(row),
                row.getString("discount_reason"),
                PgTime.optional(row, "discount_ends_at")),
        knownFor == null ? null : new PriceNotice(knownFor, PgTime.required(row, "known_at")));
  }

  private static Discount.Kind kind(ResultSet row) throws SQLException {
    BigDecimal percent = row.getBigDecimal("discount_percent");
    if (percent != null) {
      return new Discount.Percent(percent);
    }
    return new Discount.FixedPrice(
        new Money(row.getBigDecimal("discount_price"), row.getString("discount_currency")),
        WireName.find(Interval.class, row.getString("discount_interval")).orElseThrow());
  }

  private static @Nullable Interval intervalNamed(@Nullable String name) {
    return name == null ? null : WireName.find(Interval.class, name).orElseThrow();
  }

  private static Optional<Discount> discount(Subscription subscription) {
    return Optional.ofNullable(subscription.renewal().discount());
  }

  private static Optional<BigDecimal> percent(Subscription subscription) {
    return discount(subscription)
        .map(Discount::kind)
        .flatMap(
            kind ->
                kind instanceof Discount.Percent(BigDecimal percent)
                    ? Optional.of(percent)
                    : Optional.empty());
  }

  private static Optional<Discount.FixedPrice> fixed(Subscription subscription) {
    return discount(subscription)
        .map(Discount::kind)
        .flatMap(
            kind ->
                kind instanceof Discount.FixedPrice fixed ? Optional.of(fixed) : Optional.empty());
  }

  private static Optional<PriceNotice> known(Subscription subscription) {
    return Optional.ofNullable(subscription.renewal().known());
  }

  private static Optional<Subscription.Hold> hold(Subscription subscription) {
    return Optional.ofNullable(subscription.hold());
  }

  private static Optional<Subscription.Revocation> revocation(Subscription subscription) {
    return Optional.ofNullable(subscription.revocation());
  }
}
