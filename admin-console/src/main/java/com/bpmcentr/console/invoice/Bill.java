package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Instant;

/**
 * What is asked for: a period and its price.
 *
 * @param from where the period starts; a payment that comes late starts it later
 * @param to where it ends, exclusive
 * @param category of the connector on the day of issue
 * @param price of the period, less the discount
 * @param credit what is taken off for days that were paid and are not used
 * @param dueAt when it is to be paid
 */
public record Bill(
    InvoiceKind kind,
    Instant from,
    Instant to,
    Interval interval,
    Category category,
    Money price,
    Money credit,
    Instant dueAt) {

  public Bill {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("a period ends after its start");
    }
    if (!price.currency().equals(credit.currency())
        || credit.amount().signum() < 0
        || credit.amount().compareTo(price.amount()) >= 0) {
      throw new IllegalArgumentException("a credit is less than the price, of the same currency");
    }
  }

  /** What is to be paid: exactly that. */
  public Money amount() {
    return new Money(price.amount().subtract(credit.amount()), price.currency());
  }
}
