package com.bpmcentr.edge.http;

import org.jspecify.annotations.Nullable;

/** What a query string says of one parameter. */
public sealed interface QueryParameter {

  /** It is there once. */
  record Value(String text) implements QueryParameter {}

  /** It is not there. */
  record Missing() implements QueryParameter {}

  /** It is there more than once; nobody can say which is meant. */
  record Repeated() implements QueryParameter {}

  /** Its percent-encoding is broken. */
  record Malformed() implements QueryParameter {}

  /** Looks for the parameter in a raw query ({@code a=1&b=2}), names compared after decoding. */
  static QueryParameter find(@Nullable String query, String name) {
    if (query == null) {
      return new Missing();
    }
    String raw = null;
    int start = 0;
    while (start <= query.length()) {
      int ampersand = query.indexOf('&', start);
      int end = ampersand < 0 ? query.length() : ampersand;
      int equals = query.indexOf('=', start);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (isNamed(query, start, nameEnd, name)) {
        if (raw != null) {
          return new Repeated();
        }
        raw = query.substring(Math.min(nameEnd + 1, end), end);
      }
      start = end + 1;
    }
    if (raw == null) {
      return new Missing();
    }
    String value = PercentEncoding.decodeQuery(raw);
    return value == null ? new Malformed() : new Value(value);
  }

  private static boolean isNamed(String query, int start, int end, String name) {
    if (end - start == name.length()) {
      return query.startsWith(name, start);
    }
    // an encoded name is longer; it must not slip past as a second parameter of another name
    return end - start > name.length()
        && query.indexOf('%', start, end) >= 0
        && name.equals(PercentEncoding.decodeQuery(query.substring(start, end)));
  }
}
