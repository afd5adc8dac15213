package com.bpmcentr.console.operation;

import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an operation was not done. A value, because being refused is part of the work. */
public sealed interface Refusal {

  /** Whether what was asked about is no longer so: the same would be refused for ever. */
  default boolean tellsOfChange() {
    return this instanceof VersionConflict || this instanceof StateForbids;
  }

  /** There is no such thing; {@code type} as in the audit log, {@code customer} for example. */
  record NotFound(String type, String id) implements Refusal {}

  /** The actor's role lacks the permission. */
  record Forbidden(Permission permission) implements Refusal {}

  /** Someone saved in between; the caller looked at an older version. */
  record VersionConflict(int given, int current) implements Refusal {

    /**
     * Whether there is one.
     *
     * @param given the version that the caller looked at; absent: whichever it is
     */
    public static Optional<Refusal> between(@Nullable Integer given, int current) {
      return given == null || given == current
          ? Optional.empty()
          : Optional.of(new VersionConflict(given, current));
    }
  }

  /**
   * The thing's state does not allow the action.
   *
   * @param instead what to do, as a key of the translations, {@code instead.…}; absent where that
   *     is plain
   */
  record StateForbids(String status, String action, @Nullable String instead) implements Refusal {

    public StateForbids(String status, String action) {
      this(status, action, null);
    }
  }

  /**
   * A field of the request is not what it must be.
   *
   * @param field as the admin API names it
   * @param messageKey a key of the translations, {@code invalid.…}
   * @param arguments what the message's placeholders stand for; never the rejected text itself
   */
  record Invalid(String field, String messageKey, List<Object> arguments) implements Refusal {

    public Invalid {
      arguments = List.copyOf(arguments);
    }

    public Invalid(String field, String messageKey) {
      this(field, messageKey, List.of());
    }
  }

  /**
   * A limit of the business is used up.
   *
   * @param limit {@code trials}, {@code trial-connector}, {@code trial-account} or {@code moves}
   * @param allowed how many the rules allow
   * @param instead as of {@link StateForbids}
   */
  record LimitReached(String limit, int allowed, @Nullable String instead) implements Refusal {

    public LimitReached(String limit, int allowed) {
      this(limit, allowed, null);
    }
  }

  /**
   * Other things are meant than those that were looked at.
   *
   * @param total how many they are now
   */
  record SelectionChanged(int total) implements Refusal {}

  /** Another one has this field's value already. */
  record AlreadyExists(String field) implements Refusal {}
}
