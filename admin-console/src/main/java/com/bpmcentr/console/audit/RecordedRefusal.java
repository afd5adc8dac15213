package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Permission;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the log writes a refusal: in plain English, whoever will read it, and to be read back. */
public final class RecordedRefusal {

  private static final String NOT_FOUND = "not found";
  private static final Pattern VERSION =
      Pattern.compile("version (\\d{1,9}) given, (\\d{1,9}) present");
  private static final Pattern STATE = Pattern.compile("(\\S+) while (\\S+)");
  private static final Pattern INVALID = Pattern.compile("(invalid\\.\\S+): (\\S+)");
  private static final Pattern LIMIT = Pattern.compile("limit (\\S+): (\\d{1,9})");
  private static final Pattern SELECTION = Pattern.compile("selection changed: (\\d{1,9})");
  private static final Pattern EXISTS = Pattern.compile("already exists: (\\S+)");

  private RecordedRefusal() {}

  static String text(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound _ -> NOT_FOUND;
      case Refusal.Forbidden forbidden -> "forbidden: " + forbidden.permission();
      case Refusal.VersionConflict conflict ->
          "version " + conflict.given() + " given, " + conflict.current() + " present";
      case Refusal.StateForbids state -> state.action() + " while " + state.status();
      case Refusal.Invalid invalid -> invalid.messageKey() + ": " + invalid.field();
      case Refusal.LimitReached limit -> "limit " + limit.limit() + ": " + limit.allowed();
      case Refusal.SelectionChanged changed -> "selection changed: " + changed.total();
      case Refusal.AlreadyExists exists -> "already exists: " + exists.field();
    };
  }

  /**
   * The refusal that a text of the log tells of, without what the text leaves out: of which thing
   * it was, and what a message's placeholders stand for. Empty for a text of another kind.
   */
  public static Optional<Refusal> read(String text) {
    if (text.equals(NOT_FOUND)) {
      return Optional.of(new Refusal.NotFound("", ""));
    }
    return forbidden(text)
        .or(
            () ->
                read(
                    VERSION, text, it -> new Refusal.VersionConflict(number(it, 1), number(it, 2))))
        .or(() -> read(INVALID, text, it -> new Refusal.Invalid(it.group(2), it.group(1))))
        .or(() -> read(LIMIT, text, it -> new Refusal.LimitReached(it.group(1), number(it, 2))))
        .or(() -> read(SELECTION, text, it -> new Refusal.SelectionChanged(number(it, 1))))
        .or(() -> read(EXISTS, text, it -> new Refusal.AlreadyExists(it.group(1))))
        .or(() -> read(STATE, text, it -> new Refusal.StateForbids(it.group(2), it.group(1))));
  }

  private static Optional<Refusal> read(
      Pattern pattern, String text, Function<MatchResult, Refusal> refusal) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches()
        ? Optional.of(refusal.apply(matcher.toMatchResult()))
        : Optional.empty();
  }

  private static Optional<Refusal> forbidden(String text) {
    return Arrays.stream(Permission.values())
        .<Refusal>map(Refusal.Forbidden::new)
        .filter(refusal -> text(refusal).equals(text))
        .findFirst();
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
