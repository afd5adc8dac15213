package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * PATCH as RFC 7396 has it: a field that is absent stays, one that is null is emptied. Beside the
 * fields stands the version that the caller saw.
 */
@Component
class MergePatch {

  static final String VERSION = "version";

  private final JsonMapper json;
  private final Validator validator;

  MergePatch(JsonMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  static int version(ObjectNode patch) {
    JsonNode version = patch.get(VERSION);
    if (version == null || version.isNull()) {
      throw new InvalidRequestException(VERSION, InvalidRequestException.MISSING);
    }
    if (!version.isInt()) {
      throw new InvalidRequestException(VERSION, "must be a whole number");
    }
    return version.intValue();
  }

  /** What is to be changed, as the caller would see it; where that is refused, the call is. */
  static <T> T seen(Result<T> present) {
    return switch (present) {
      case Result.Done<T>(T seen, _) -> seen;
      case Result.Refused<T>(Refusal refusal) -> throw new RefusedCallException(refusal);
    };
  }

  /** The fields as they are to be; {@code present} are those that the caller saw. */
  <T> T apply(ObjectNode patch, T present, Class<T> type) {
    ObjectNode merged = json.valueToTree(present);
    for (var field : patch.properties()) {
      if (!field.getKey().equals(VERSION)) {
        merged.set(field.getKey(), field.getValue());
      }
    }
    T fields = json.treeToValue(merged, type);
    Set<ConstraintViolation<T>> missing = validator.validate(fields);
    if (!missing.isEmpty()) {
      String field = missing.iterator().next().getPropertyPath().toString();
      throw new InvalidRequestException(field, InvalidRequestException.MISSING);
    }
    return fields;
  }
}
