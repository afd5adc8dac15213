package com.bpmcentr.console.attention;

import com.bpmcentr.license.WireName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs attention.
 *
 * @param count of how many things, at least one
 * @param orMore whether there are more than were counted
 * @param list where each of them is found, by its path in API and screens; absent: in no list
 * @param filters which leave exactly those in that list
 */
public record Need(
    Kind kind, long count, boolean orMore, @Nullable String list, Map<String, String> filters) {

  /** What it is about, the most urgent first. */
  public enum Kind implements WireName {
    /** Publishing has an alarm: perhaps nothing goes out to edges. */
    FEED_ALARMS,
    /** Edges not heard of for 30 seconds: they may be answering on what they knew last. */
    EDGES_LOST,
    /** Live edges that hold nothing which was vouched for within the last minute. */
    EDGES_BEHIND,
    /** Kinds of due work that are not done up to five minutes ago. */
    DUE_WORK_BEHIND,
    /** What fell due and failed. */
    DUE_WORK_FAILED,
    /** Jobs, imports among them, accepted within seven days, that could not go on. */
    JOBS_FAILED,
    /** Subscriptions whose period ended unpaid, not suspended yet. */
    PAYMENTS_OVERDUE,
    /** Keys that strangers seem to have: many accounts were refused with each within a day. */
    KEYS_SHARED,
    /** Trials that end within two days. */
    TRIALS_ENDING
  }

  public Need {
    filters = Map.copyOf(filters);
  }
}
