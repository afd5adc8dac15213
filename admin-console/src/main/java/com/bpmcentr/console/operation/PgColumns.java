package com.bpmcentr.console.operation;

import com.bpmcentr.license.WireName;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as one array a column, for a statement that says {@code unnest}: one trip for all of
 * them, and PostgreSQL plans it once.
 */
public final class PgColumns {

  private PgColumns() {}

  /**
   * A column as texts, which the statement casts: {@code :ids::uuid[]}. Constants go in by their
   * wire names, absent values as null.
   */
  public static <T> @Nullable String[] texts(
      List<T> rows, Function<? super T, ? extends @Nullable Object> column) {
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(column.apply(rows.get(i)));
    }
    return texts;
  }

  /** A column of ids. */
  public static <T> UUID[] ids(List<T> rows, Function<? super T, UUID> column) {
    return rows.stream().map(column).toArray(UUID[]::new);
  }

  /** A column of bytes. */
  public static <T> byte[][] bytes(List<T> rows, Function<? super T, byte[]> column) {
    return rows.stream().map(column).toArray(byte[][]::new);
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case WireName constant -> constant.wireName();
      default -> value.toString();
    };
  }
}
