package com.bpmcentr.console.operation;

import com.bpmcentr.license.WireName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table and what of a row's object stands in each, named once for all statements that
 * write them. Rows go in as one array a column, which a statement unnests: one trip for all of
 * them, and PostgreSQL plans it once.
 */
public final class PgColumns<T> {

  private static final String BYTES = "bytea";

  private final List<Column<T>> columns;

  public PgColumns() {
    this(List.of());
  }

  private PgColumns(List<Column<T>> columns) {
    this.columns = columns;
  }

  private record Column<T>(
      String name, String type, Function<? super T, ? extends @Nullable Object> value) {}

  /**
   * One more column.
   *
   * @param name also of the statement's parameter
   * @param type as SQL names it
   * @param value bytes for {@code bytea}; otherwise what is written as a text and cast. Constants
   *     go in by their wire names, what is absent or empty as null
   */
  public PgColumns<T> column(
      String name, String type, Function<? super T, ? extends @Nullable Object> value) {
    return and(new PgColumns<>(List.of(new Column<T>(name, type, value))));
  }

  /** These columns, then those. */
  public PgColumns<T> and(PgColumns<T> more) {
    List<Column<T>> all = new ArrayList<>(columns);
    all.addAll(more.columns);
    return new PgColumns<>(List.copyOf(all));
  }

  /** {@code id, name}. */
  public String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** {@code n.id, n.name}. */
  public String names(String alias) {
    return columns.stream()
        .map(column -> alias + "." + column.name)
        .collect(Collectors.joining(", "));
  }

  /** {@code unnest(:id::uuid[], :name::text[])}. */
  public String unnest() {
    return columns.stream()
        .map(column -> ":" + column.name + "::" + column.type + "[]")
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }

  /** {@code unnest(:id::uuid[], :name::text[]) as n (id, name)}. */
  public String unnestAs(String alias) {
    return unnest() + " as " + alias + " (" + names() + ")";
  }

  /** {@code id = n.id, name = n.name}, for an update from what is unnested under that alias. */
  public String setFrom(String alias) {
    return columns.stream()
        .map(column -> column.name + " = " + alias + "." + column.name)
        .collect(Collectors.joining(", "));
  }

  /** The statement's parameters for these rows. */
  public Map<String, Object> parameters(List<T> rows) {
    Map<String, Object> arrays = new HashMap<>();
    columns.forEach(column -> arrays.put(column.name, array(rows, column)));
    return arrays;
  }

  private static <T> Object array(List<T> rows, Column<T> column) {
    if (column.type.equals(BYTES)) {
      return rows.stream().map(row -> (byte[]) column.value.apply(row)).toArray(byte[][]::new);
    }
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(column.value.apply(rows.get(i)));
    }
    return texts;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> text(optional.orElse(null));
      case WireName constant -> constant.wireName();
      default -> value.toString();
    };
  }
}
