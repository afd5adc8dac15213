package com.bpmcentr.console.connector;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The price list's rows. */
@Repository
public class PriceRepository {

  private final JdbcClient jdbc;

  PriceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public PriceList read() {
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
}
