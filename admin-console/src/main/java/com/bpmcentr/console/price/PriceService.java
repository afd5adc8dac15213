package com.bpmcentr.console.price;

import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.connector.PriceChange.State;
import com.bpmcentr.console.connector.PriceChange.Withdrawal;
import com.bpmcentr.console.connector.PriceHistory;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.price.RenewalQuery.Renewing;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.CurrentRules;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Sets what things cost. A price holds for what begins from its time on, and for a renewal that the
 * customer was told of it in time; never for what is paid.
 */
@Service
public final class PriceService {

  private static final String TYPE = "price";

  /** So long a price that holds can be withdrawn at most: a mistake is seen sooner. */
  private static final Duration TAKEN_BACK_WITHIN = Duration.ofDays(1);

  public static final ListFields FIELDS = PriceQuery.CHANGES.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final PriceRepository prices;
  private final PriceQuery query;
  private final ConnectorRepository connectors;
  private final RenewalQuery renewals;
  private final AskedQuery asked;
  private final CurrentRules rules;
  private final Ids ids;
  private final Clock clock;

  PriceService(
      AuditedOperations operations,
      AuditLog audit,
      PriceRepository prices,
      PriceQuery query,
      ConnectorRepository connectors,
      RenewalQuery renewals,
      AskedQuery asked,
      CurrentRules rules,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.prices = prices;
    this.query = query;
    this.connectors = connectors;
    this.renewals = renewals;
    this.asked = asked;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /** All that was ever set, by {@link #FIELDS}. */
  public Result<Page<PriceRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, "all", "list-changes"),
        () -> {
          PriceHistory history = prices.history();
          Instant now = clock.instant();
          return query
              .list(asked, now)
              .map(page -> page.map(found -> row(found.change(), found.connector(), history, now)));
        });
  }

  /** What it would do, before it is set. */
  public Result<PricePreview> preview(Actor actor, PriceForm form) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, "all", "preview"),
        () -> {
          Instant now = clock.instant();
          Optional<Invalid> problem = problem(form, now);
          return problem.isPresent()
              ? Result.refused(problem.get())
              : Result.done(preview(form, now));
        });
  }

  /** Sets a price from a time on, for a reason. */
  public Result<PriceRow> set(Actor actor, PriceForm form) {
    UUID id = ids.next();
    Attempt attempt = Attempt.on(TYPE, id, "set").because(form.reason());
    return operations.change(
        actor,
        MANAGE_CONNECTORS,
        attempt,
        () -> {
          Instant now = clock.instant();
          Optional<Invalid> problem =
              problem(form, now).or(() -> FieldRules.reason("reason", form.reason()));
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          prices.lock();
          PriceHistory history = prices.history();
          PriceChange change = change(id, actor, form, history, now);
          boolean there =
              history.changes().stream()
                  .anyMatch(
                      other ->
                          other.withdrawal() == null
                              && other.sameSubject(change)
                              && other.validFrom().equals(change.validFrom()));
          if (there) {
            return Result.refused(new Refusal.AlreadyExists("validFrom"));
          }
          Facts before = facts(form, history.at(change.validFrom()));
          prices.insert(change);
          audit.record(actor, attempt, before, change.facts());
          return Result.done(row(change, now));
        });
  }

  /**
   * Takes back a price, for a reason: one that does not hold yet, or that has held for a day at
   * most and that nobody was asked for.
   */
  public Result<PriceRow> withdraw(Actor actor, UUID id, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "withdraw").because(reason);
    return operations.change(
        actor,
        MANAGE_CONNECTORS,
        attempt,
        () -> {
          Optional<Invalid> problem = FieldRules.reason("reason", reason);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          prices.lock();
          Optional<PriceChange> found = prices.find(id);
          if (found.isEmpty()) {
            return Result.notFound(TYPE, id);
          }
          Instant now = clock.instant();
          PriceRow row = row(found.get(), now);
          if (!row.withdrawable()) {
            State state = row.state();
            return Result.refused(new Refusal.StateForbids(state.wireName(), "withdraw"));
          }
          prices.withdraw(id, new Withdrawal(now, actor.name(), String.valueOf(reason).strip()));
          PriceChange after = prices.find(id).orElseThrow();
          audit.record(actor, attempt, found.get().facts(), after.facts());
          return Result.done(row(after, now));
        });
  }

  private Optional<Invalid> problem(PriceForm form, Instant now) {
    return form.problem(now)
        .or(
            () -> {
              if (form.connectorId() == null) {
                return Optional.empty();
              }
              Optional<Connector> connector = connectors.find(form.connectorId());
              if (connector.isEmpty()) {
                return Optional.of(new Invalid("connectorId", InvalidKey.UNKNOWN));
              }
              if (connector.get().details().category() == Category.FREE) {
                return Optional.of(new Invalid("connectorId", InvalidKey.CONNECTOR_FREE));
              }
              return form.asCategory() && !hasItsOwn(form.connectorId(), form.from(now))
                  ? Optional.of(new Invalid("connectorId", InvalidKey.PRICE_NOT_OWN))
                  : Optional.empty();
            });
  }

  private boolean hasItsOwn(String connectorId, Instant moment) {
    return prices.history().at(moment).ofConnectors().containsKey(connectorId);
  }

  private PriceChange change(
      UUID id, Actor actor, PriceForm form, PriceHistory history, Instant now) {
    String currency = price(form, history.at(now), Interval.MONTH).currency();
    return new PriceChange(
        id,
        form.category(),
        form.connectorId(),
        form.asCategory()
            ? Map.of()
            : Map.of(
                Interval.MONTH, form.price(Interval.MONTH, currency),
                Interval.YEAR, form.price(Interval.YEAR, currency)),
        form.from(now),
        now,
        actor.name(),
        String.valueOf(form.reason()).strip(),
        null);
  }

  private PricePreview preview(PriceForm form, Instant now) {
    PriceHistory history = prices.history();
    PriceList list = history.at(now);
    Instant told = now.plus(rules.get().notices().price());
    Instant from = form.from(now);
    Instant earliest = from.isAfter(told) ? from : told;
    ZoneId zone = rules.get().zone();
    List<Renewing> renewing =
        form.connectorId() != null
            ? renewals.ofConnector(form.connectorId(), from, earliest, now, zone)
            : renewals.ofCategory(
                Objects.requireNonNull(form.category()),
                history.at(from).ofConnectors().keySet(),
                from,
                earliest,
                now,
                zone);
    Map<PricePreview.Row, PricePreview.Row> rows = new HashMap<>();
    for (Renewing group : renewing) {
      Money listed = price(form, list, group.interval());
      Money coming = coming(form, history.at(from), group.interval(), listed.currency());
      PricePreview.Row row =
          new PricePreview.Row(
              group.interval(),
              discounted(listed, group),
              discounted(coming, group),
              group.count(),
              group.first());
      if (!row.present().equals(row.coming())) {
        rows.merge(
            new PricePreview.Row(row.interval(), row.present(), row.coming(), 0, Instant.EPOCH),
            row,
            PriceService::together);
      }
    }
    List<PricePreview.Row> sorted = new ArrayList<>(rows.values());
    sorted.sort(
        Comparator.comparing(PricePreview.Row::interval)
            .thenComparing(row -> row.present().amount())
            .thenComparing(row -> row.coming().amount()));
    return new PricePreview(sorted, beginning(form, history, now));
  }

  private long beginning(PriceForm form, PriceHistory history, Instant now) {
    Instant from = form.from(now);
    PriceList list = history.at(from);
    boolean same =
        Stream.of(Interval.values())
            .allMatch(
                interval -> {
                  Money listed = price(form, list, interval);
                  return listed.equals(coming(form, list, interval, listed.currency()));
                });
    return same
        ? 0
        : renewals.beginning(
            form.connectorId(), form.category(), list.ofConnectors().keySet(), from, now);
  }

  private Money coming(PriceForm form, PriceList list, Interval interval, String currency) {
    return form.asCategory() ? ofCategory(form, list, interval) : form.price(interval, currency);
  }

  private static PricePreview.Row together(PricePreview.Row one, PricePreview.Row other) {
    return new PricePreview.Row(
        one.interval(),
        one.present(),
        one.coming(),
        one.subscriptions() + other.subscriptions(),
        one.first().isBefore(other.first()) ? one.first() : other.first());
  }

  private static Money discounted(Money listed, Renewing group) {
    return group.discount() == null
        ? listed
        : group.discount().of(listed, group.interval(), group.first());
  }

  private Facts facts(PriceForm form, PriceList list) {
    return Facts.NONE
        .with("month", price(form, list, Interval.MONTH))
        .with("year", price(form, list, Interval.YEAR));
  }

  private Money ofCategory(PriceForm form, PriceList list, Interval interval) {
    return list.of(connector(form).details().category(), interval);
  }

  private Connector connector(PriceForm form) {
    return connectors.find(Objects.requireNonNull(form.connectorId())).orElseThrow();
  }

  private Money price(PriceForm form, PriceList list, Interval interval) {
    if (form.connectorId() == null) {
      return list.of(Objects.requireNonNull(form.category()), interval);
    }
    Connector connector = connector(form);
    return list.of(connector.id(), connector.details().category(), interval);
  }

  private PriceRow row(PriceChange change, Instant now) {
    Optional<Connector> connector =
        Optional.ofNullable(change.connectorId()).flatMap(connectors::find);
    return row(
        change, connector.map(found -> found.details().name()).orElse(null), prices.history(), now);
  }

  private PriceRow row(
      PriceChange change, @Nullable String connector, PriceHistory history, Instant now) {
    State state = history.state(change, now);
    boolean withdrawable =
        switch (state) {
          case COMING -> true;
          case PRESENT ->
              change.validFrom().plus(TAKEN_BACK_WITHIN).isAfter(now)
                  && !asked.isAskedFor(change, history.at(now).ofConnectors().keySet());
          case PAST, WITHDRAWN -> false;
        };
    return new PriceRow(change, connector, state, withdrawable);
  }
}
