package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.SortOrder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The query of a list call: {@code page}, {@code limit}, {@code sort=name,-createdAt} and {@code
 * filter[field]=value}. Which fields there are is for the list itself to say.
 *
 * @param page from 1
 * @param isPart whether it says which part, in which order
 */
record ListParameters(int page, ListQuery query, boolean isPart) {

  static final int DEFAULT_LIMIT = 20;
  static final int MOST_ON_A_PAGE = 100;

  /** Further on, a filter finds what a page number does not. */
  static final int LAST_PAGE = 1_000_000;

  private static final Pattern FILTER = Pattern.compile("filter\\[([A-Za-z]{1,40})]");
  private static final Pattern SORT = Pattern.compile("(-?)([A-Za-z]{1,40})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");

  static ListParameters of(HttpServletRequest request) {
    Map<String, String> filters = new HashMap<>();
    List<SortOrder> sort = List.of();
    int page = 1;
    int limit = DEFAULT_LIMIT;
    for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
      String name = parameter.getKey();
      String value = single(name, parameter.getValue());
      Matcher filter = FILTER.matcher(name);
      if (filter.matches()) {
        filters.put(filter.group(1), value);
        continue;
      }
      switch (name) {
        case "page" -> page = number(name, value, LAST_PAGE);
        case "limit" -> limit = number(name, value, MOST_ON_A_PAGE);
        case "sort" -> sort = sort(value);
        default ->
            throw new InvalidRequestException(
                name, "is not a parameter; there are page, limit, sort and filter[…]");
      }
    }
    return new ListParameters(
        page,
        new ListQuery(filters, sort, (page - 1) * limit, limit),
        Stream.of("page", "limit", "sort").anyMatch(request.getParameterMap()::containsKey));
  }

  private static String single(String name, String[] values) {
    if (values.length != 1) {
      throw new InvalidRequestException(name, "stands there more than once");
    }
    return values[0];
  }

  private static int number(String name, String value, int most) {
    if (NUMBER.matcher(value).matches()) {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new InvalidRequestException(name, "must be a whole number from 1 to " + most);
  }

  private static List<SortOrder> sort(String value) {
    List<SortOrder> orders = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      Matcher order = SORT.matcher(part);
      if (!order.matches()) {
        throw new InvalidRequestException("sort", "must be fields with commas, such as name,-id");
      }
      if (orders.stream().anyMatch(each -> each.field().equals(order.group(2)))) {
        throw new InvalidRequestException("sort", "names " + order.group(2) + " twice");
      }
      orders.add(new SortOrder(order.group(2), order.group(1).equals("-")));
    }
    return orders;
  }
}
