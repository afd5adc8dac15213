package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.InvalidMessages;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says a service's refusal in the API's words. */
final class RefusalProblems {

  private RefusalProblems() {}

  static Problem of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound(String type, String id) ->
          Problem.of(ProblemKind.NOT_FOUND, "There is no " + type + " " + id + ".");
      case Refusal.Forbidden(Permission permission) ->
          Problem.of(
              ProblemKind.FORBIDDEN,
              "The member's role lacks the permission "
                  + permission.name().toLowerCase(Locale.ROOT)
                  + ".");
      case Refusal.VersionConflict(int given, int current) ->
          Problem.versionConflict(
              current,
              "The version given is %d, the present one %d: read it again and decide anew."
                  .formatted(given, current));
      case Refusal.StateForbids(String status, String action, @Nullable String instead) ->
          Problem.stateForbids(
              status,
              action,
              "%s is not possible while it is %s.%s".formatted(action, status, told(instead)));
      case Refusal.Invalid(String field, String messageKey, List<Object> arguments) ->
          Problem.ofField(field, InvalidMessages.text(messageKey, arguments));
      case Refusal.LimitReached(String limit, int allowed, @Nullable String instead) ->
          Problem.of(
              ProblemKind.LIMIT_REACHED,
              "The limit %s is reached; the rules allow %d.%s"
                  .formatted(limit, allowed, told(instead)));
      case Refusal.SelectionChanged(int total) ->
          Problem.of(
              ProblemKind.SELECTION_CHANGED,
              "Other things are selected than when it was previewed, %d now; preview it again."
                  .formatted(total));
      case Refusal.AlreadyExists(String field) ->
          Problem.of(
              ProblemKind.ALREADY_EXISTS,
              "Another one has this " + field + " already.",
              List.of(new Problem.FieldError(field, "is taken")));
    };
  }

  /** In words, and what it is called here. */
  private static String told(@Nullable String instead) {
    return instead == null
        ? ""
        : " %s (%s)."
            .formatted(InvalidMessages.text(instead), instead.substring(instead.indexOf('.') + 1));
  }
}
