package com.bpmcentr.console.api;

import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action on many things: on those with these ids, on all that the filters leave, or on all that
 * a job of before has changed.
 *
 * @param selection what the preview said; refused with 409 when other things are meant by now
 * @param job of a bulk action that has ended; what it has refused is left out
 * @param filter the list's filters, {@code {"status":"active"}}; a flag may be true or false
 */
@Schema(name = "BulkAction")
record BulkFields(
    @NotNull String action,
    @Nullable List<UUID> ids,
    @Schema(example = "{\"status\":\"active\"}") @Nullable Map<String, Object> filter,
    @Nullable UUID job,
    @Nullable String reason,
    @Nullable String selection) {

  BulkRequest asked() {
    return new BulkRequest(action, selected(), reason, selection);
  }

  Selection selected() {
    if ((ids == null ? 0 : 1) + (filter == null ? 0 : 1) + (job == null ? 0 : 1) != 1) {
      return unclear("ids", InvalidKey.BULK_SELECTION);
    }
    if (ids != null) {
      if (ids.stream().anyMatch(Objects::isNull)) {
        return unclear("ids", InvalidKey.FORM);
      }
      return new Selection.Ids(ids);
    }
    return filter != null ? matching(filter) : new Selection.ChangedBy(Objects.requireNonNull(job));
  }

  private static Selection matching(Map<String, Object> filter) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> each : filter.entrySet()) {
      if (!(each.getValue() instanceof String || each.getValue() instanceof Boolean)) {
        return unclear("filter." + each.getKey(), InvalidKey.FORM);
      }
      texts.put(each.getKey(), each.getValue().toString());
    }
    return new Selection.Matching(texts);
  }

  private static Selection unclear(String field, String messageKey) {
    return new Selection.Unclear(new Refusal.Invalid(field, messageKey));
  }
}
