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
