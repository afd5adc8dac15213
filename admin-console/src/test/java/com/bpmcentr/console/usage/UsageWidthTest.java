package com.bpmcentr.console.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.SortOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageWidthTest {

  private static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          account=1                                                              |      | account
          code=VALID                                                             |      | code
          connectorId=rozetka                                                    |      | connectorId
          operation=createOrder                                                  |      | operation
          test=true                                                              |      | test
                                                                                 | calls| sort
          from=2026-02-10                                                        | calls| sort
          account=1 from=2026-03-09T08:29:59Z                                    |      | account
          account=1 until=2026-03-10T08:30:00Z                                   |      | account
          account=1 from=2026-03-01T00:00:00Z until=2026-03-02T01:00:00.001Z     |      | account
          account=1 from=2026-03-08 until=9999-12-31T23:59:59Z                   | calls| sort
          """)
  void problem_wouldReadAllThereIs_namesWhat(
      @Nullable String filters, @Nullable String sort, String field) {
    assertThat(UsageWidth.problem(query(filters, sort), NOW))
        .contains(new Invalid(field, InvalidKey.USAGE_WIDE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                                                 |
                                                                                 | hour
          from=2026-01-01                                                        | hour
          until=2026-02-01                                                       |
          account=1 apiKeyId=018f0000-0000-7000-8000-000000000001                | calls
          code=VALID customerId=018f0000-0000-7000-8000-000000000001             | calls
          test=true subscriptionId=018f0000-0000-7000-8000-000000000001          |
          account=1 from=2026-03-09T08:30:00Z                                    | calls
          account=1 from=2026-03-01T00:00:00Z until=2026-03-02T01:00:00Z         | calls
          colour=red                                                             |
          """)
  void problem_leadsToFewRows_isNone(@Nullable String filters, @Nullable String sort) {
    assertThat(UsageWidth.problem(query(filters, sort), NOW)).isEmpty();
  }

  /** The day that was asked for is over a day ago when the last part of a long file is read. */
  @Test
  void problem_partAfterTheFirst_isNone() {
    Map<String, String> filters = Map.of("account", "1", "from", "2026-03-09T08:29:59Z");

    assertThat(UsageWidth.problem(ListQuery.part(filters, null), NOW)).isPresent();
    assertThat(UsageWidth.problem(ListQuery.part(filters, "last"), NOW)).isEmpty();
  }

  private static ListQuery query(@Nullable String filters, @Nullable String sort) {
    return new ListQuery(
        filters == null
            ? Map.of()
            : Arrays.stream(filters.split(" "))
                .map(filter -> filter.split("="))
                .collect(Collectors.toMap(filter -> filter[0], filter -> filter[1])),
        sort == null ? List.of() : List.of(SortOrder.descending(sort)),
        0,
        10);
  }
}
