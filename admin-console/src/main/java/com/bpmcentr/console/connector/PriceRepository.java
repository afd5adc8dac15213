package com.bpmcentr.console.connector;

import com.bpmcentr.console.connector.PriceChange.Withdrawal;
import com.bpmcentr.console.connector.PriceHistory.CategoryChange;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The price list's rows and the changes of it: a few dozen in years, so they are read whole. */
@Repository
public class PriceRepository {

  private final JdbcClient jdbc;

  PriceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public PriceHistory history() {
    return new PriceHistory(
        first(),
        jdbc.sql("select * from price_change").query((row, _) -> change(row)).list(),
        jdbc.sql("select * from category_change")
            .query(
                (row, _) ->
                    new CategoryChange(
                        row.getString("connector_id"),
                        PgTime.required(row, "until"),
                        WireName.find(Category.class, row.getString("category")).orElseThrow()))
            .list());
  }

  /** Those who change the list do it one after the other; readers do not wait. */
  public void lock() {
    jdbc.sql("lock table price in share row exclusive mode").update();
  }

  public Optional<PriceChange> find(UUID id) {
    return jdbc.sql("select * from price_change where id = :id")
        .param("id", id)
        .query((row, _) -> change(row))
        .optional();
  }

  public void insert(PriceChange change) {
    jdbc.sql(
            """
            insert into price_change (id, category, connector_id, month_amount, year_amount,
                currency, valid_from, entered_at, entered_by, reason)
            values (:id, :category, :connectorId, :month, :year, :currency, :validFrom,
                :enteredAt, :enteredBy, :reason)
            """)
        .param("id", change.id())
        .param("category", change.category() == null ? null : change.category().wireName())
        .param("connectorId", change.connectorId())
        .param("month", change.followsCategory() ? null : change.price(Interval.MONTH).amount())
        .param("year", change.followsCategory() ? null : change.price(Interval.YEAR).amount())
        .param(
            "currency", change.followsCategory() ? null : change.price(Interval.MONTH).currency())
        .param("validFrom", PgTime.of(change.validFrom()))
        .param("enteredAt", PgTime.of(change.enteredAt()))
        .param("enteredBy", change.enteredBy())
        .param("reason", change.reason())
        .update();
  }

  public void withdraw(UUID id, Withdrawal withdrawal) {
    jdbc.sql(
            """
            update price_change
               set withdrawn_at = :at, withdrawn_by = :by, withdraw_reason = :reason
             where id = :id and withdrawn_at is null
            """)
        .param("id", id)
        .param("at", PgTime.of(withdrawal.at()))
        .param("by", withdrawal.by())
        .param("reason", withdrawal.reason())
        .update();
  }

  void insert(Category category, Interval interval, Money price) {
    jdbc.sql(
            """
            insert into price (category, interval, amount, currency)
            values (:category, :interval, :amount, :currency)
            """)
        .param("category", category.wireName())
        .param("interval", interval.wireName())
        .param("amount", price.amount())
        .param("currency", price.currency())
        .update();
  }

  /** Prices of periods that start from now on are those of another category. */
  void insertCategoryBefore(String connectorId, Category category, Instant until) {
    jdbc.sql(
            """
            insert into category_change (connector_id, until, category)
            values (:connectorId, :until, :category)
            on conflict do nothing
            """)
        .param("connectorId", connectorId)
        .param("until", PgTime.of(until))
        .param("category", category.wireName())
        .update();
  }

  private PriceList first() {
    Map<Category, Map<Interval, Money>> prices = new EnumMap<>(Category.class);
    jdbc.sql("select category, interval, amount, currency from price")
        .query(
            row -> {
              Category category =
                  WireName.find(Category.class, row.getString("category")).orElseThrow();
              Interval interval =
                  WireName.find(Interval.class, row.getString("interval")).orElseThrow();
              prices
                  .computeIfAbsent(category, _ -> new EnumMap<>(Interval.class))
                  .put(interval, new Money(row.getBigDecimal("amount"), row.getString("currency")));
            });
    return new PriceList(prices);
  }

  /** A row of the changes. */
  public static PriceChange change(ResultSet row) throws SQLException {
    String category = row.getString("category");
    String currency = row.getString("currency");
    Instant withdrawnAt = PgTime.optional(row, "withdrawn_at");
    return new PriceChange(
        row.getObject("id", UUID.class),
        category == null ? null : WireName.find(Category.class, category).orElseThrow(),
        row.getString("connector_id"),
        currency == null
            ? Map.of()
            : Map.of(
                Interval.MONTH, new Money(row.getBigDecimal("month_amount"), currency),
                Interval.YEAR, new Money(row.getBigDecimal("year_amount"), currency)),
        PgTime.required(row, "valid_from"),
        PgTime.required(row, "entered_at"),
        row.getString("entered_by"),
        row.getString("reason"),
        withdrawnAt == null
            ? null
            : new Withdrawal(
                withdrawnAt, row.getString("withdrawn_by"), row.getString("withdraw_reason")));
  }
}
