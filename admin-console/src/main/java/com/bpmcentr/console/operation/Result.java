package com.bpmcentr.console.operation;

import com.bpmcentr.license.FeedPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a service method answers: the work done, or why it was refused. */
public sealed interface Result<T> {

  /**
   * The work is committed.
   *
   * @param position where in the feed edges find it; absent when nothing was published
   */
  record Done<T>(T value, @Nullable FeedPosition position) implements Result<T> {}

  /** Nothing was changed. */
  record Refused<T>(Refusal refusal) implements Result<T> {}

  static <T> Result<T> done(T value) {
    return new Done<>(value, null);
  }

  static <T> Result<T> done(T value, FeedPosition position) {
    return new Done<>(value, position);
  }

  static <T> Result<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** What was looked for, which may not be there. */
  static <T> Result<T> found(Optional<T> looked, String type, Object id) {
    return looked.map(Result::done).orElseGet(() -> notFound(type, id));
  }

  static <T> Result<T> notFound(String type, Object id) {
    return refused(new Refusal.NotFound(type, id.toString()));
  }

  /** Refused for the problem, if there is one. */
  static <T> Result<T> unless(Optional<? extends Refusal> problem, Supplier<Result<T>> otherwise) {
    return problem.<Result<T>>map(Result::refused).orElseGet(otherwise);
  }

  /** The step taken with each, in order, until one is refused: then all are. */
  static <A, R> Result<List<R>> each(
      Collection<? extends A> all, Function<? super A, Result<R>> step) {
    List<R> done = new ArrayList<>();
    for (A one : all) {
      switch (step.apply(one)) {
        case Refused<R>(Refusal refusal) -> {
          return refused(refusal);
        }
        case Done<R>(R value, FeedPosition _) -> done.add(value);
      }
    }
    return done(done);
  }

  default <R> Result<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T>(T value, FeedPosition position) -> new Done<>(change.apply(value), position);
      case Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  /** What the next step says of the value; the first refusal stays. */
  default <R> Result<R> flatMap(Function<? super T, Result<R>> next) {
    return switch (this) {
      case Done<T>(T value, FeedPosition _) -> next.apply(value);
      case Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  /**
   * The value, where a refusal would be a programming error.
   *
   * @throws IllegalStateException when it was refused
   */
  default T orElseThrow() {
    return switch (this) {
      case Done<T>(T value, FeedPosition _) -> value;
      case Refused<T>(Refusal refusal) -> throw new IllegalStateException("refused: " + refusal);
    };
  }
}
