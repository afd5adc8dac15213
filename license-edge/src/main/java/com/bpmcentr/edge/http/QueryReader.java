package com.bpmcentr.edge.http;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that a route knows from its queries, in one pass over each. */
public final class QueryReader {

  private final String[] names;

  /** A reader of these parameters. */
  public QueryReader(String... names) {
    this.names = names.clone();
  }

  /**
   * What a raw query ({@code a=1&b=2}) says of each, in the order of the names; these are compared
   * after decoding.
   */
  public List<QueryParameter> read(@Nullable String query) {
    QueryParameter[] found = new QueryParameter[names.length];
    Arrays.fill(found, QueryParameter.MISSING);
    int start = 0;
    while (query != null && start <= query.length()) {
      int ampersand = query.indexOf('&', start);
      int end = ampersand < 0 ? query.length() : ampersand;
      int equals = query.indexOf('=', start);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      int index = indexOf(query, start, nameEnd);
      if (index >= 0) {
        found[index] =
            found[index] instanceof QueryParameter.Missing
                ? value(query.substring(Math.min(nameEnd + 1, end), end))
                : QueryParameter.REPEATED;
      }
      start = end + 1;
    }
    return Arrays.asList(found);
  }

  private static QueryParameter value(String raw) {
    String value = PercentEncoding.decodeQuery(raw);
    return value == null ? QueryParameter.MALFORMED : new QueryParameter.Value(value);
  }

  /** Which name stands there; −1 when it is none of ours. */
  private int indexOf(String query, int start, int end) {
    for (int i = 0; i < names.length; i++) {
      if (end - start == names[i].length() && query.startsWith(names[i], start)) {
        return i;
      }
    }
    // an encoded name must not slip past as a second parameter of another name
    int percent = query.indexOf('%', start);
    if (percent < 0 || percent >= end) {
      return -1;
    }
    return Arrays.asList(names).indexOf(PercentEncoding.decodeQuery(query.substring(start, end)));
  }
}
