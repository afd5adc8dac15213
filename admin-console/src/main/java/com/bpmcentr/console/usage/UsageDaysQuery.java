package com.bpmcentr.console.usage;

import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Usage added up by the day. */
@Repository
class UsageDaysQuery {

  private static final String OF_KEY = "u.key_id = :id";

  /** Through the keys, whose index the hours have; test keys are not in usage figures. */
  private static final String OF_SUBSCRIPTION =
      """
      u.subscription_id = :id and not u.test and u.key_id in (
        select a.id from api_key a join subscription s on s.customer_id = a.customer_id
         where s.id = :id)
      """;

  private final JdbcClient jdbc;

  UsageDaysQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** So many days of the zone up to the one of that moment, also those on which nothing was. */
  List<UsageDay> of(UsageOf subject, UUID id, Instant now, ZoneId zone, int days) {
    LocalDate last = now.atZone(zone).toLocalDate();
    LocalDate first = last.minusDays(days - 1L);
    Map<LocalDate, UsageDay> counted = new HashMap<>();
    jdbc.sql(
            """
            select (u.hour at time zone :zone)::date as day,
                   coalesce(sum(u.calls) filter (where u.code = 'VALID'), 0) as allowed,
                   coalesce(sum(u.calls) filter (where u.code <> 'VALID'), 0) as refused
              from usage_hour u
             where u.hour >= :first and %s
             group by day
            """
                .formatted(subject == UsageOf.API_KEY ? OF_KEY : OF_SUBSCRIPTION))
        .param("zone", zone.getId())
        .param("first", PgTime.of(first.atStartOfDay(zone).toInstant()))
        .param("id", id)
        .query(
            (row, _) ->
                new UsageDay(
                    row.getObject("day", LocalDate.class),
                    row.getLong("allowed"),
                    row.getLong("refused")))
        .list()
        .forEach(day -> counted.put(day.day(), day));
    return Stream.iterate(first, day -> day.plusDays(1))
        .limit(days)
        .map(day -> counted.getOrDefault(day, new UsageDay(day, 0, 0)))
        .toList();
  }
}
