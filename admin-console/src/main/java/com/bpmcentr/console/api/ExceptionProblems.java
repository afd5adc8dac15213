package com.bpmcentr.console.api;

import com.bpmcentr.console.audit.BusyReadingException;
import com.bpmcentr.console.imports.ImportGivenUpException;
import com.bpmcentr.console.publishing.PublishingRefusedException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever broke into a problem that says only what the caller may know. */
final class ExceptionProblems {

  private static final Logger log = LoggerFactory.getLogger(ExceptionProblems.class);

  static final Problem REJECTED =
      Problem.of(
          ProblemKind.INVALID_REQUEST,
          "The method, path, query or a header has characters that no call needs.");

  /** Jackson has no exception of its own for this. */
  private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.{1,100})\"");

  private ExceptionProblems() {}

  static Problem of(Throwable failure) {
    return switch (failure) {
      case InvalidRequestException invalid -> invalid.problem();
      case RefusedCallException refused -> RefusalProblems.of(refused.refusal());
      case HttpMessageNotReadableException unreadable -> ofBody(unreadable.getCause());
      case JacksonException unreadable -> ofBody(unreadable);
      case MethodArgumentNotValidException invalid -> ofFields(invalid);
      case MethodArgumentTypeMismatchException mismatch -> ofParameter(mismatch);
      case MissingServletRequestParameterException missing ->
          Problem.ofField(missing.getParameterName(), InvalidRequestException.MISSING);
      case NoResourceFoundException _, NoHandlerFoundException _ ->
          Problem.of(ProblemKind.NOT_FOUND, "There is no such path.");
      case HttpRequestMethodNotSupportedException method ->
          Problem.of(
              ProblemKind.METHOD_NOT_ALLOWED,
              "This path takes " + allowed(method) + ", not " + method.getMethod() + ".");
      case HttpMediaTypeNotSupportedException unsupported ->
          Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as " + supported(unsupported) + ", in UTF-8, uncompressed.");
      case HttpMediaTypeNotAcceptableException _ ->
          Problem.of(ProblemKind.NOT_ACCEPTABLE, "Accept must allow application/json.");
      case RequestRejectedException _, InvalidParameterException _ -> REJECTED;
      case ConcurrencyFailureException _ ->
          Problem.of(
              ProblemKind.CONCURRENT_CHANGE,
              "Another change came in between and this one was not made; try again.");
      case PublishingRefusedException refused ->
          Problem.of(
              ProblemKind.UNAVAILABLE,
              "Nothing was changed: licenses cannot be published now (%s); GET /feed says more."
                  .formatted(refused.kind().wireName()));
      case ImportGivenUpException _ ->
          Problem.of(
              ProblemKind.REQUEST_TIMEOUT,
              "No line came for two minutes, so nothing was imported; send it all again.");
      case BadRequestException broken -> {
        log.debug("A body broke off", broken);
        yield Problem.of(ProblemKind.INVALID_REQUEST, "The body broke off.");
      }
      case RejectedExecutionException _ ->
          Problem.of(
              ProblemKind.TOO_MANY_REQUESTS,
              "Too many passwords are looked at now; nothing was changed, try again in a while.");
      case BusyReadingException _ ->
          Problem.of(
              ProblemKind.UNAVAILABLE,
              "Others read as much as can be read at once; nothing was changed, try again.");
      case CannotCreateTransactionException unavailable -> unavailable(unavailable);
      case DataAccessResourceFailureException unavailable -> unavailable(unavailable);
      case QueryTimeoutException _, TransactionTimedOutException _ ->
          Problem.of(
              ProblemKind.UNAVAILABLE,
              "This takes too long to read, and was broken off; ask for less of it.");
      default -> {
        UUID id = UUID.randomUUID();
        log.error("A call of the admin API failed: {}", id, failure);
        yield Problem.of(
            ProblemKind.INTERNAL,
            "Something in the console failed; what it is stands in the console's log with %s."
                .formatted(id));
      }
    };
  }

  /** An id that is no id is one that nothing has. */
  private static Problem ofParameter(MethodArgumentTypeMismatchException mismatch) {
    return mismatch.getParameter().hasParameterAnnotation(PathVariable.class)
        ? Problem.of(ProblemKind.NOT_FOUND, "There is nothing with this id.")
        : Problem.ofField(mismatch.getName(), "has the wrong form");
  }

  private static Problem ofFields(MethodArgumentNotValidException invalid) {
    List<Problem.FieldError> errors =
        invalid.getBindingResult().getFieldErrors().stream()
            .map(error -> new Problem.FieldError(error.getField(), InvalidRequestException.MISSING))
            .sorted(Comparator.comparing(Problem.FieldError::field))
            .toList();
    String fields =
        errors.stream().map(Problem.FieldError::field).collect(Collectors.joining(", "));
    return Problem.of(ProblemKind.INVALID_REQUEST, fields + ": missing.", errors);
  }

  private static String supported(HttpMediaTypeNotSupportedException failure) {
    return failure.getSupportedMediaTypes().contains(MediaType.valueOf(ImportMedia.NDJSON))
        ? ImportMedia.NDJSON
        : "application/json";
  }

  static String allowed(HttpRequestMethodNotSupportedException failure) {
    String[] methods = failure.getSupportedMethods();
    return methods == null ? "no method" : String.join(", ", methods);
  }

  private static Problem unavailable(Exception failure) {
    log.warn("The admin API cannot reach the database: {}", failure.getMessage());
    return Problem.of(
        ProblemKind.UNAVAILABLE, "The console cannot reach its database; try again shortly.");
  }

  /** What Jackson found, without its own wording: that shows classes and the text that was sent. */
  private static Problem ofBody(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> Problem.of(ProblemKind.INVALID_REQUEST, "The body is missing.");
      case UnrecognizedPropertyException unknown ->
          Problem.ofField(fieldOf(unknown), "is not a field of this call");
      case MismatchedInputException mismatch when fieldOf(mismatch).isEmpty() ->
          Problem.of(ProblemKind.INVALID_REQUEST, "The body must be one JSON object.");
      case MismatchedInputException mismatch ->
          Problem.ofField(fieldOf(mismatch), expected(mismatch.getTargetType()));
      case InputCoercionException outOfRange -> outOfRange(outOfRange.processor());
      case StreamReadException malformed -> malformed(malformed);
      case DatabindException other when !fieldOf(other).isEmpty() ->
          Problem.ofField(fieldOf(other), "cannot be read");
      default -> Problem.of(ProblemKind.INVALID_REQUEST, "The body cannot be read as JSON.");
    };
  }

  private static Problem outOfRange(@Nullable JsonParser parser) {
    String field = parser == null ? null : parser.currentName();
    return field == null
        ? Problem.of(ProblemKind.INVALID_REQUEST, "A number in the body is out of range.")
        : Problem.ofField(field, "is out of range");
  }

  private static Problem malformed(StreamReadException failure) {
    Matcher twice = TWICE.matcher(failure.getOriginalMessage());
    if (twice.matches()) {
      return Problem.ofField(twice.group(1), "stands there twice");
    }
    int line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
    int column = failure.getLocation() == null ? 0 : failure.getLocation().getColumnNr();
    return Problem.of(
        ProblemKind.INVALID_REQUEST,
        "The body is not JSON: line %d, column %d.".formatted(line, column));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "has the wrong form";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "must be a string";
      case "Integer", "int", "Long", "long" -> "must be a whole number";
      case "Boolean", "boolean" -> "must be true or false";
      case "Instant" -> "must be a time such as 2026-12-21T00:00:00Z";
      case "UUID" -> "must be an id such as 019a8c3e-7c1b-7e64-9c0e-2f6f3f0c9d11";
      case "List" -> "must be a list";
      default -> "has the wrong form";
    };
  }

  private static String fieldOf(JacksonException failure) {
    List<JacksonException.Reference> path = failure.getPath();
    return path.stream()
        .map(step -> step.getPropertyName() == null ? "" + step.getIndex() : step.getPropertyName())
        .collect(Collectors.joining("."));
  }
}
