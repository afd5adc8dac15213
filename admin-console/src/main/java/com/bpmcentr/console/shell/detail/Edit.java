package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Editing a thing that someone else may save meanwhile. What they saved is then shown beside what
 * was typed, and nothing of either is lost unchosen.
 *
 * @param <T> the thing, with its version
 */
public final class Edit<T> {

  private final Fields fields;
  private final Function<T, Fields> show;
  private final Supplier<Result<T>> reload;
  private Consumer<T> looked = _ -> {};
  private T seen;
  private Map<String, @Nullable Object> base;

  /**
   * An edit that begins now.
   *
   * @param seen the thing as it was read
   * @param fields the form's, which show it
   * @param show fields of the same names that show another state of it
   * @param reload reads it as it is now
   */
  public Edit(T seen, Fields fields, Function<T, Fields> show, Supplier<Result<T>> reload) {
    this.seen = seen;
    this.fields = fields;
    this.show = show;
    this.reload = reload;
    this.base = fields.values();
  }

  /** Told of what somebody else has saved, before it is saved over: what is asked may differ. */
  public Edit<T> telling(Consumer<T> changed) {
    looked = changed;
    return this;
  }

  /**
   * The dialog around the fields.
   *
   * @param save saves over the state given, whose version is the one that was seen
   */
  public FormDialog dialog(
      String title,
      String confirm,
      Function<T, Result<T>> save,
      Consumer<Result.Done<T>> next,
      Component... shown) {
    return new FormDialog(
        title, confirm, dialog -> finished(save.apply(seen), next, dialog), shown);
  }

  /** The same, where a change takes a reason; the fields stand above it. */
  public ReasonDialog dialog(
      String title,
      String consequence,
      String confirm,
      BiFunction<T, String, Result<T>> save,
      Consumer<Result.Done<T>> next) {
    return new ReasonDialog(
        title,
        consequence,
        confirm,
        (dialog, reason) -> finished(save.apply(seen, reason), next, dialog));
  }

  private boolean finished(Result<T> result, Consumer<Result.Done<T>> next, TypedDialog dialog) {
    if (result instanceof Result.Refused<T>(Refusal.VersionConflict _)
        && reload.get() instanceof Result.Done<T>(T now, _)) {
      resolve(now, dialog);
      return false;
    }
    return fields.finished(result, next);
  }

  private void resolve(T now, TypedDialog dialog) {
    Fields theirs = show.apply(now);
    List<Merge.Difference> differences = Merge.of(base, fields.values(), theirs.values());
    Runnable again =
        () -> {
          seen = now;
          base = theirs.values();
          looked.accept(now);
          dialog.judgeAnew();
          dialog.submit();
        };
    if (differences.isEmpty()) {
      again.run();
    } else {
      new ConflictDialog(differences, fields, theirs, again).open();
    }
  }
}
