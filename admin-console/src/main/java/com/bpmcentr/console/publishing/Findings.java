package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody else than a console did to the rows.
 *
 * @param entries how many stand beyond the head
 * @param unfit how many rows of the current set can be no document's, by their size
 * @param restorable subjects whose row is not what was published last, and where the entry stands
 *     that is
 * @param invented subjects that have a row and were never published
 * @param lost subjects whose row is not what was published last, and nothing else has it
 */
public record Findings(
    long entries,
    long unfit,
    Map<String, FeedPosition> restorable,
    List<String> invented,
    List<String> lost) {

  /** Subjects whose row is not what was published last, and whose entry is there. */
  public List<String> changed() {
    return List.copyOf(restorable.keySet());
  }

  /** Subjects whose row is not what was published last, or that never were published. */
  public Set<String> differing() {
    Set<String> all = new TreeSet<>(restorable.keySet());
    all.addAll(invented);
    all.addAll(lost);
    return all;
  }
}
