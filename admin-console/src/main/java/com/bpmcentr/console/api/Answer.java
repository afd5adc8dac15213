package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.license.FeedPosition;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a call answers: a {@code V}, or the problem that its refusal becomes. The type says the
 * first, because the OpenAPI document takes the schema of success from it.
 */
final class Answer<V> extends ResponseEntity<V> {

  static final String LICENSE_POSITION = "License-Position";

  private Answer(HttpStatus status, HttpHeaders headers, @Nullable V body) {
    super(body, headers, status);
  }

  static <T, V> Answer<V> ok(Result<T> result, Function<T, V> view) {
    return switch (result) {
      case Result.Done<T>(T value, FeedPosition position) ->
          new Answer<>(HttpStatus.OK, headers(position), view.apply(value));
      case Result.Refused<T>(var refusal) -> refused(refusal);
    };
  }

  /** One page of a list; a filter's value that is wrong is named as the query names it. */
  static <T, V> Answer<Listing<V>> page(
      Result<Page<T>> result, ListParameters parameters, Function<T, V> view) {
    return filtered(result, parameters, page -> Listing.of(parameters, page, view));
  }

  /** What a page of a list is part of. */
  static <T, V> Answer<V> filtered(
      Result<T> result, ListParameters parameters, Function<T, V> view) {
    return result instanceof Result.Refused<T>(Refusal refusal)
        ? refusedList(refusal, parameters)
        : ok(result, view);
  }

  /** A list's refusal, with the name that the query has for what is wrong. */
  static <V> Answer<V> refusedList(Refusal refusal, ListParameters parameters) {
    return refusal instanceof Refusal.Invalid invalid
            && parameters.query().filters().containsKey(invalid.field())
        ? refused(
            new Refusal.Invalid(
                "filter[" + invalid.field() + "]", invalid.messageKey(), invalid.arguments()))
        : refused(refusal);
  }

  /** A new thing, whose own path is {@code collection} and its id. */
  static <T, V> Answer<V> created(
      Result<T> result, String collection, Function<T, Object> id, Function<T, V> view) {
    return located(HttpStatus.CREATED, result, collection, id, view);
  }

  /** Work that goes on; where to look after it, as for {@link #created}. */
  static <T, V> Answer<V> accepted(
      Result<T> result, String collection, Function<T, Object> id, Function<T, V> view) {
    return located(HttpStatus.ACCEPTED, result, collection, id, view);
  }

  private static <T, V> Answer<V> located(
      HttpStatus status,
      Result<T> result,
      String collection,
      Function<T, Object> id,
      Function<T, V> view) {
    return switch (result) {
      case Result.Done<T>(T value, FeedPosition position) -> {
        HttpHeaders headers = headers(position);
        headers.setLocation(URI.create(ApiPaths.ROOT + collection + "/" + id.apply(value)));
        yield new Answer<>(status, headers, view.apply(value));
      }
      case Result.Refused<T>(var refusal) -> refused(refusal);
    };
  }

  static <T> Answer<Void> noContent(Result<T> result) {
    return switch (result) {
      case Result.Done<T>(_, FeedPosition position) ->
          new Answer<>(HttpStatus.NO_CONTENT, headers(position), null);
      case Result.Refused<T>(var refusal) -> refused(refusal);
    };
  }

  /** Only Spring reads the body, and takes it as it is. */
  @SuppressWarnings("unchecked")
  static <V> Answer<V> refused(Refusal refusal) {
    Problem problem = RefusalProblems.of(refusal);
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new Answer<>(HttpStatus.valueOf(problem.status()), headers, (V) problem);
  }

  private static HttpHeaders headers(@Nullable FeedPosition position) {
    HttpHeaders headers = new HttpHeaders();
    if (position != null) {
      headers.set(LICENSE_POSITION, position.toString());
    }
    return headers;
  }
}
