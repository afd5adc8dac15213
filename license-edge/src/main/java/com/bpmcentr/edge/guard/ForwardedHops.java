package com.bpmcentr.edge.guard;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads who a request was forwarded for, from the right: {@code X-Forwarded-For} and {@code
 * Forwarded} (RFC 7239). A value that is not what it must be counts as no address: it ends the
 * chain that can be believed. Header fields are bounded in size before they come here.
 */
final class ForwardedHops {

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED = "Forwarded";
  private static final String FOR = "for=";

  private ForwardedHops() {}

  /** The last hops of {@code X-Forwarded-For}, the nearest first. */
  static List<String> ofForwardedFor(MultiMap headers, int most) {
    List<String> hops = new ArrayList<>();
    for (String field : headers.getAll(FORWARDED_FOR).reversed()) {
      // from the right, and no further: what a client wrote itself may be thousands of commas
      for (int end = field.length(); end >= 0 && hops.size() < most; ) {
        int comma = field.lastIndexOf(',', end - 1);
        hops.add(field.substring(comma + 1, end).strip());
        end = comma;
      }
    }
    return hops;
  }

  /** The last hops of {@code Forwarded}, the nearest first; one without {@code for} is empty. */
  static List<String> ofForwarded(MultiMap headers, int most) {
    List<String> hops = new ArrayList<>();
    for (String element : last(elements(headers.getAll(FORWARDED), ','), most)) {
      hops.add(forOf(element));
    }
    return hops;
  }

  /**
   * The bytes of {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [::1]:80}.
   */
  static Optional<byte[]> address(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end > 0 && isPortOrNothing(hop.substring(end + 1))
          ? ClientAddress.bytes(hop.substring(1, end))
          : Optional.empty();
    }
    int colon = hop.indexOf(':');
    if (colon >= 0 && colon == hop.lastIndexOf(':')) {
      return isPortOrNothing(hop.substring(colon))
          ? ClientAddress.bytes(hop.substring(0, colon))
          : Optional.empty();
    }
    return ClientAddress.bytes(hop);
  }

  private static boolean isPortOrNothing(String text) {
    return text.isEmpty() || text.matches(":[0-9]{1,5}");
  }

  /** The value of {@code for}; empty when it is not there exactly once. */
  private static String forOf(String element) {
    String found = "";
    for (String pair : elements(List.of(element), ';')) {
      if (pair.regionMatches(true, 0, FOR, 0, FOR.length())) {
        if (!found.isEmpty()) {
          return "";
        }
        found = unquoted(pair.substring(FOR.length()));
      }
    }
    return found;
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** Several fields of one name are one, in their order (RFC 9110, section 5.3). */
  private static List<String> elements(List<String> fields, char separator) {
    List<String> elements = new ArrayList<>();
    for (String field : fields) {
      boolean quoted = false;
      int start = 0;
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (quoted && c == '\\') {
          i++;
        } else if (!quoted && c == separator) {
          elements.add(field.substring(start, i).strip());
          start = i + 1;
        }
      }
      elements.add(field.substring(start).strip());
    }
    return elements;
  }

  private static List<String> last(List<String> elements, int most) {
    List<String> last =
        new ArrayList<>(elements.subList(Math.max(0, elements.size() - most), elements.size()));
    Collections.reverse(last);
    return last;
  }
}
