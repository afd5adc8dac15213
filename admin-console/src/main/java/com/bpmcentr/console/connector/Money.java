package com.bpmcentr.console.connector;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of a currency, exact to the hundredth.
 *
 * @param currency the three letters of ISO 4217
 */
public record Money(BigDecimal amount, String currency) {

  private static final int DECIMALS = 2;

  public Money {
    amount = amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("a currency has three capital letters");
    }
  }

  /**
   * Reads what {@link #toString()} printed.
   *
   * @throws IllegalArgumentException when it is nothing of that kind
   */
  public static Money parse(String printed) {
    String[] parts = printed.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("an amount and its currency");
    }
    return new Money(new BigDecimal(parts[0]), parts[1]);
  }

  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** The amount alone, {@code 15.00}. */
  public String amountText() {
    return amount.toPlainString();
  }

  @Override
  public String toString() {
    return amountText() + " " + currency;
  }
}
