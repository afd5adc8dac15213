package com.bpmcentr.console.imports;

import java.util.List;

/**
 * What lines hold, and what would become of them now. Of two that speak of the same each is told as
 * if it were alone.
 *
 * @param lines empty ones aside
 * @param unchanged lines of customers that are here already
 * @param refused lines that would not be imported
 * @param keys of what would be imported
 * @param generated how many of these have no value yet
 * @param subscriptions of what would be imported
 * @param first the first that would be imported, {@link #MOST_SHOWN} at most
 * @param problems the first that would be refused, as many
 */
public record ImportPreview(
    long lines,
    long unchanged,
    long refused,
    long keys,
    long generated,
    long subscriptions,
    List<Newcomer> first,
    List<RefusedLine> problems) {

  public static final int MOST_SHOWN = 5;

  public ImportPreview {
    first = List.copyOf(first);
    problems = List.copyOf(problems);
  }

  /** How many customers there would be more. */
  public long imported() {
    return lines - unchanged - refused;
  }

  /**
   * A line that would be imported.
   *
   * @param number of the line in what was sent, from 1
   * @param connectorIds of its subscriptions
   */
  public record Newcomer(
      long number,
      String externalId,
      String name,
      String email,
      int keys,
      List<String> connectorIds) {

    public Newcomer {
      connectorIds = List.copyOf(connectorIds);
    }
  }
}
