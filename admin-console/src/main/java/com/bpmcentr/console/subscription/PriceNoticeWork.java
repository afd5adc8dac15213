package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.connector.PriceHistory;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells customers of another price, {@link NoticeTimes#price} before the renewal that it holds for.
 * Who was not told in time renews at the price that they know, and is told for the renewal after:
 * so a notice is never late, but left.
 *
 * <p>A month is hardly longer than the time ahead, and its renewal is often paid for before the
 * next one is that near. So by the month they are told twice over: before what is paid ends, for
 * the renewal after that; and for the next renewal where it is paid for early.
 */
final class PriceNoticeWork implements DueWork {

  /** It falls due that much earlier than it must have been told. */
  static final Duration AT_MOST_LATE = Duration.ofDays(1);

  /** Whole days that even the shortest month has, an hour of summer time off. */
  private static final Duration SHORTEST_MONTH = Duration.ofDays(28).minusHours(1);

  private final String name;
  private final Target target;
  private final Parts parts;

  /** Which renewal is told of. */
  enum Target {
    /** At the end of what is paid. */
    NEXT,
    /** A month after the end of what is paid. */
    NEXT_BUT_ONE
  }

  /** What decides on it. */
  @Component
  record Parts(
      CustomerRepository customers,
      SubscriptionRepository subscriptions,
      ConnectorRepository connectors,
      PriceRepository prices,
      PriceNoticeRepository notices,
      CurrentRules rules,
      Clock clock) {}

  PriceNoticeWork(String name, Target target, Parts parts) {
    this.name = name;
    this.target = target;
    this.parts = parts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Due> find(Place after, Instant until, int most) {
    PriceHistory history = parts.prices().history();
    Instant newest = history.newest().orElse(null);
    if (newest == null) {
      return List.of();
    }
    LifecycleRules rules = parts.rules().get();
    Look look = new Look(history, rules, parts.clock().instant());
    List<Due> found = new ArrayList<>();
    Place from = after;
    while (found.size() < most) {
      List<Due> batch =
          parts
              .notices()
              .candidates(
                  from, until, ahead(rules.notices()), newest, target == Target.NEXT_BUT_ONE, most);
      Map<UUID, Subscription> read =
          byId(parts.subscriptions().findAll(batch.stream().map(Due::subject).toList()));
      batch.stream()
          .filter(due -> look.told(due, read.get(due.subject())).isPresent())
          .limit(most - found.size())
          .forEach(found::add);
      if (batch.size() < most) {
        break;
      }
      from = new Place(batch.getLast().at(), batch.getLast().subject());
    }
    return found;
  }

  @Override
  public void carryOut(List<Due> due, Instant now) {
    List<UUID> ids = due.stream().map(Due::subject).toList();
    parts.customers().lock(parts.subscriptions().customersOf(ids));
    Map<UUID, Subscription> locked = byId(parts.subscriptions().findAllForUpdate(ids));
    Look look = new Look(parts.prices().history(), parts.rules().get(), now);
    parts
        .notices()
        .record(
            due.stream()
                .flatMap(each -> look.told(each, locked.get(each.subject())).stream())
                .toList(),
            now);
  }

  /** From when it falls due to the end of what is paid. */
  private Duration ahead(NoticeTimes times) {
    Duration notice = times.price().plus(AT_MOST_LATE);
    if (target == Target.NEXT) {
      return notice;
    }
    // Before the invoice that would be paid at once, after which another end counts.
    Duration beforeInvoice = times.month().plus(AT_MOST_LATE);
    Duration rest = notice.minus(SHORTEST_MONTH);
    return rest.compareTo(beforeInvoice) > 0 ? rest : beforeInvoice;
  }

  private static Map<UUID, Subscription> byId(List<Subscription> subscriptions) {
    return subscriptions.stream().collect(Collectors.toMap(Subscription::id, Function.identity()));
  }

  /** What decides at one moment. */
  private final class Look {

    private final PriceHistory history;
    private final LifecycleRules rules;
    private final Instant now;
    private final Map<String, Connector> connectors = new HashMap<>();

    Look(PriceHistory history, LifecycleRules rules, Instant now) {
      this.history = history;
      this.rules = rules;
      this.now = now;
    }

    /** What is told, if the renewal costs something else than the customer knows. */
    Optional<PriceNoticeRepository.Told> told(Due due, @Nullable Subscription subscription) {
      if (subscription == null
          || !subscription.autoRenew()
          || subscription.revocation() != null
          || !subscription.term().endsAt().equals(due.at().plus(ahead(rules.notices())))) {
        return Optional.empty();
      }
      Instant at = renewalOf(subscription);
      Connector connector =
          connectors.computeIfAbsent(
              subscription.connectorId(), id -> parts.connectors().find(id).orElseThrow());
      if (now.isAfter(at.minus(rules.notices().price()))
          || connector.details().category() == Category.FREE) {
        return Optional.empty();
      }
      Interval interval = subscription.nextInterval();
      PriceNotice known =
          parts.notices().latest(subscription, at).orElse(PriceNotice.atBeginning(subscription));
      Tariff before = known.tariff(history, connector);
      Tariff after = new PriceNotice(at, now).tariff(history, connector);
      Facts old = facts(subscription, before, interval, at);
      Facts changed = facts(subscription, after, interval, at);
      return old.equals(changed)
          ? Optional.empty()
          : Optional.of(
              new PriceNoticeRepository.Told(
                  due,
                  at,
                  old,
                  changed
                      .with("dueAt", due.at())
                      .with("endsAt", at)
                      .with("days", rules.notices().price().toDays())));
    }

    private Instant renewalOf(Subscription subscription) {
      Instant end = subscription.term().endsAt();
      return switch (target) {
        case NEXT -> end;
        case NEXT_BUT_ONE ->
            Billing.anniversary(subscription, end, Interval.MONTH, rules).endOfPeriodFrom(end);
      };
    }

    private static Facts facts(
        Subscription subscription, Tariff tariff, Interval interval, Instant from) {
      return Facts.NONE
          .with("category", tariff.category())
          .with("interval", interval)
          .with("price", Billing.price(subscription, tariff, interval, from));
    }
  }
}
