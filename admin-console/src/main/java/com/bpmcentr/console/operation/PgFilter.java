package com.bpmcentr.console.operation;

import com.bpmcentr.license.WireName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One filter that a list knows: how its value is read, and the condition it puts into the SQL. */
public final class PgFilter {

  private static final int LONGEST_VALUE = 200;
  private static final String VALUE = ":value";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final Pattern TOO_SHORT = Pattern.compile("[\\p{L}\\p{N}].?");

  /** At the text's beginning, and where names and addresses set words apart. */
  private static final List<String> WORD_BEGINS = List.of("", "% ", "%@", "%\"", "%«");

  private final Function<String, Optional<Condition>> reader;

  private PgFilter(Function<String, Optional<Condition>> reader) {
    this.reader = reader;
  }

  /**
   * A condition and the values of its parameters.
   *
   * @param lookup selects the ids of another table's rows, one of which {@code sql}, a column, must
   *     be; absent: {@code sql} is all of it
   */
  record Condition(String sql, Map<String, Object> parameters, @Nullable String lookup) {

    Condition(String sql, Map<String, Object> parameters) {
      this(sql, parameters, null);
    }
  }

  /** The text as it is; the condition says {@code :value}. */
  public static PgFilter text(String condition) {
    return ofValue(condition, Optional::of);
  }

  /**
   * Any part of the text, in either case.
   *
   * @param folded the column in lower case: {@link #folded}, or a column that is stored so
   */
  public static PgFilter contains(String folded) {
    return ofValue(
        folded + " like " + folded(":value::text"),
        value -> Optional.of("%" + escaped(value) + "%"));
  }

  /**
   * As {@link #contains}, of a column with an index of trigrams, which finds nothing that is
   * shorter: one or two characters that begin with a letter or digit are the beginning of a word.
   */
  public static PgFilter containsIndexed(String folded) {
    PgFilter part = contains(folded);
    PgFilter beginning =
        ofValue(
            WORD_BEGINS.stream()
                .map(before -> folded + " like " + folded("'%s' || :value::text".formatted(before)))
                .collect(Collectors.joining(" or ", "(", ")")),
            value -> Optional.of(escaped(value) + "%"));
    return new PgFilter(
        value -> (TOO_SHORT.matcher(value).matches() ? beginning : part).reader.apply(value));
  }

  /**
   * The same condition, on another table that the column refers to.
   *
   * @param lookup up to where the condition belongs: {@code select c.id from customer c where}
   */
  public PgFilter of(String column, String lookup) {
    return new PgFilter(
        value ->
            reader
                .apply(value)
                .map(inner -> new Condition(column, inner.parameters, lookup + " " + inner.sql)));
  }

  /** A whole number of at most 18 digits. */
  public static PgFilter number(String condition) {
    return ofValue(
        condition,
        value ->
            NUMBER.matcher(value).matches() ? Optional.of(Long.valueOf(value)) : Optional.empty());
  }

  /** In lower case by a collation that every cluster has, so that Cyrillic always folds. */
  public static String folded(String expression) {
    return "lower((" + expression + ") collate pg_c_utf8)";
  }

  /** The beginning of the text, exactly; {@code :value} is a pattern for {@code like}. */
  public static PgFilter startsWith(String condition) {
    return ofValue(condition, value -> Optional.of(escaped(value) + "%"));
  }

  public static PgFilter uuid(String condition) {
    return ofValue(condition, PgFilter::uuidOf);
  }

  /** An instant of ISO 8601 with a year of four digits, or a date: its first instant in UTC. */
  public static PgFilter time(String condition) {
    return ofValue(condition, value -> timeOf(value).map(time -> time.atOffset(ZoneOffset.UTC)));
  }

  /** {@code true} or {@code false}, each with its own condition. */
  public static PgFilter flag(String whenTrue, String whenFalse) {
    return choice(Map.of("true", whenTrue, "false", whenFalse));
  }

  /** One of the enum's wire names, or several with commas between; the column holds such names. */
  public static <E extends Enum<E> & WireName> PgFilter oneOf(Class<E> type, String column) {
    return choice(
        List.of(type.getEnumConstants()).stream()
            .collect(
                Collectors.toMap(
                    WireName::wireName, each -> column + " = '" + each.wireName() + "'")));
  }

  /** One of these values, or several with commas between; any of their conditions may hold. */
  public static PgFilter choice(Map<String, String> conditions) {
    return new PgFilter(
        value -> {
          List<String> chosen = new ArrayList<>();
          for (String part : value.split(",", -1)) {
            String condition = conditions.get(part);
            if (condition == null) {
              return Optional.empty();
            }
            chosen.add("(" + condition + ")");
          }
          return Optional.of(new Condition(String.join(" or ", chosen), Map.of()));
        });
  }

  /** The condition for the value; empty when the value cannot be read. */
  Optional<Condition> read(String value, String parameter) {
    if (value.length() > LONGEST_VALUE || !value.codePoints().allMatch(PgFilter::isStorable)) {
      return Optional.empty();
    }
    return reader
        .apply(value)
        .map(
            condition ->
                new Condition(
                    condition.sql.replace(VALUE, ":" + parameter),
                    condition.parameters.entrySet().stream()
                        .collect(Collectors.toMap(_ -> parameter, Map.Entry::getValue)),
                    condition.lookup == null
                        ? null
                        : condition.lookup.replace(VALUE, ":" + parameter)));
  }

  private static PgFilter ofValue(String condition, Function<String, Optional<Object>> parser) {
    return new PgFilter(
        value ->
            parser.apply(value).map(parsed -> new Condition(condition, Map.of(VALUE, parsed))));
  }

  /** PostgreSQL's text holds neither NUL nor half a surrogate pair. */
  private static boolean isStorable(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** The id that the text is, if it is one. */
  public static Optional<Object> uuidOf(String value) {
    try {
      return Optional.of(UUID.fromString(value));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** The time that the text is, as {@link #time} reads it. */
  public static Optional<Instant> timeOf(String value) {
    try {
      return Optional.of(
              value.length() == "2026-12-21".length()
                  ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                  : Instant.parse(value))
          // PostgreSQL's calendar is shorter than Java's.
          .filter(time -> Character.isDigit(value.charAt(0)));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
