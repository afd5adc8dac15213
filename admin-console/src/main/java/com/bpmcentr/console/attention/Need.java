package com.bpmcentr.console.attention;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.WireName;
import java.util.List;
import java.util.Map;

/**
 * Something that needs attention.
 *
 * @param count of how many things, at least one
 * @param orMore whether there are more than were counted
 * @param list where each of them is found, by its path in API and screens
 * @param filters which leave exactly those in that list
 * @param sums what they come to, by currency; empty where they are not money, or {@code orMore}
 */
public record Need(
    Kind kind,
    long count,
    boolean orMore,
    String list,
    Map<String, String> filters,
    List<Money> sums) {

  /** What it is about, the most urgent first. */
  public enum Kind implements WireName {
    /** Publishing has an alarm: perhaps nothing goes out to edges. They stand above the list. */
    FEED_ALARMS,
    /** Edges not heard of for 30 seconds: they may be answering on what they knew last. */
    EDGES_LOST,
    /** Live edges that hold nothing which was vouched for within the last minute. */
    EDGES_BEHIND,
    /** Live edges that say themselves that something is wrong. */
    EDGES_ALARM,
    /** Kinds of due work that are not done up to five minutes ago. They stand above the list. */
    DUE_WORK_BEHIND,
    /** What fell due and failed. */
    DUE_WORK_FAILED,
    /** Jobs, imports among them, accepted within seven days, that could not go on. */
    JOBS_FAILED,
    /** Invoices that are due and not paid. */
    INVOICES_OVERDUE,
    /** Subscriptions whose period ended unpaid, not suspended yet. */
    PAYMENTS_OVERDUE,
    /** Keys that strangers seem to have: many accounts were refused with each within a day. */
    KEYS_SHARED,
    /** Trials that end within two days. */
    TRIALS_ENDING,
    /** Invoices that fall due within three days. */
    INVOICES_DUE
  }

  public Need {
    filters = Map.copyOf(filters);
    sums = List.copyOf(sums);
  }
}
