package com.bpmcentr.console.bulk;

import com.bpmcentr.console.operation.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which things are meant. */
public sealed interface Selection {

  /** These; one that is named twice counts once. */
  record Ids(List<UUID> ids) implements Selection {

    public Ids {
      ids = List.copyOf(ids);
    }
  }

  /** Those that a bulk action of before has changed, once it has ended. */
  record ChangedBy(UUID job) implements Selection {}

  /** It was not said so that it could be read; who may not ask is not told of that. */
  record Unclear(Refusal.Invalid problem) implements Selection {}

  /**
   * All that the filters leave at the moment of asking.
   *
   * @param filters as the list of these things has them; at least one
   */
  record Matching(Map<String, String> filters) implements Selection {

    public Matching {
      filters = Map.copyOf(filters);
    }
  }
}
