package com.bpmcentr.console.shell.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How what I typed and what somebody else saved meanwhile come together, field by field. */
final class Merge {

  /** Whose value. */
  enum Side {
    MINE,
    THEIRS
  }

  /**
   * A field that is not the same.
   *
   * @param suggested the side that changed it; mine where both did
   * @param both whether both did
   */
  record Difference(String field, Side suggested, boolean both) {}

  private Merge() {}

  /**
   * The fields that differ, in the order of mine.
   *
   * @param base what they were before either changed them
   */
  static List<Difference> of(
      Map<String, ? extends @Nullable Object> base,
      Map<String, ? extends @Nullable Object> mine,
      Map<String, ? extends @Nullable Object> theirs) {
    List<Difference> differences = new ArrayList<>();
    mine.forEach(
        (field, typed) -> {
          Object saved = theirs.get(field);
          if (!Objects.equals(typed, saved)) {
            boolean iDid = !Objects.equals(typed, base.get(field));
            boolean theyDid = !Objects.equals(saved, base.get(field));
            differences.add(new Difference(field, iDid ? Side.MINE : Side.THEIRS, iDid && theyDid));
          }
        });
    return differences;
  }
}
