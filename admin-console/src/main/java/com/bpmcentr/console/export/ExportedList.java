package com.bpmcentr.console.export;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list and what of it stands in the file.
 *
 * @param name as the API's path and the screen's have it, {@code customers}
 * @param type what the audit log calls one of its things
 * @param source the list's own service method
 * @param key what tells a row from the others and has an order
 */
record ExportedList<T>(
    String name,
    String type,
    Permission permission,
    BiFunction<Actor, ListQuery, Result<Page<T>>> source,
    Function<T, Object> key,
    List<Column<T>> columns) {

  /** A column by the API's name of the field. */
  record Column<T>(String name, Function<T, @Nullable Object> value) {}

  ExportedList {
    columns = List.copyOf(columns);
  }

  ExportedList(
      String name,
      String type,
      Permission permission,
      BiFunction<Actor, ListQuery, Result<Page<T>>> source,
      Function<T, Object> key) {
    this(name, type, permission, source, key, List.of());
  }

  ExportedList<T> column(String field, Function<T, @Nullable Object> value) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(new Column<>(field, value));
    return new ExportedList<>(name, type, permission, source, key, more);
  }

  String header() {
    return Csv.line(columns.stream().map(Column::name).toList());
  }

  String line(T row) {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    columns.forEach(column -> values.add(column.value().apply(row)));
    return Csv.line(values);
  }
}
