package com.bpmcentr.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was not carried out, as RFC 9457 has it. Carries nothing but what the caller sent and
 * what the caller may know: no stack trace, no SQL, no secret.
 *
 * @param errors the fields at fault, where fields are
 * @param currentStatus with {@code STATE_FORBIDS}: the state that forbids
 * @param action with {@code STATE_FORBIDS}: what it forbids
 * @param currentVersion with {@code VERSION_CONFLICT}: the version to read and start from
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<FieldError> errors,
    @Nullable String currentStatus,
    @Nullable String action,
    @Nullable Integer currentVersion) {

  static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One field at fault.
   *
   * @param field its name in the body, the query or the headers; nested ones with dots
   */
  record FieldError(String field, String detail) {}

  static Problem of(ProblemKind kind, String detail) {
    return of(kind, detail, List.of());
  }

  static Problem ofField(String field, String detail) {
    return of(
        ProblemKind.INVALID_REQUEST, field + ": " + detail, List.of(new FieldError(field, detail)));
  }

  static Problem of(ProblemKind kind, String detail, List<FieldError> errors) {
    return new Problem(
        kind.type(), kind.title(), kind.status(), detail, kind.name(), errors, null, null, null);
  }

  static Problem stateForbids(String currentStatus, String action, String detail) {
    ProblemKind kind = ProblemKind.STATE_FORBIDS;
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        detail,
        kind.name(),
        List.of(),
        currentStatus,
        action,
        null);
  }

  static Problem versionConflict(int currentVersion, String detail) {
    ProblemKind kind = ProblemKind.VERSION_CONFLICT;
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        detail,
        kind.name(),
        List.of(),
        null,
        null,
        currentVersion);
  }
}
