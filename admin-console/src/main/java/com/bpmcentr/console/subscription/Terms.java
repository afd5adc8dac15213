package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Duration;

/**
 * What was agreed when the present period started; the price list may have changed since.
 *
 * @param price of one period; zero for a trial
 * @param grace how long it works on unpaid after a period's end
 */
public record Terms(
    Interval interval, Category category, boolean trial, Money price, Duration grace) {

  Terms at(Offer offer, Interval next) {
    return new Terms(next, offer.category(), trial, offer.price(), grace);
  }
}
