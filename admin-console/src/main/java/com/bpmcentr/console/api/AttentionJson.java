package com.bpmcentr.console.api;

import com.bpmcentr.console.attention.Need;
import com.bpmcentr.console.connector.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What needs attention; nothing: all is well. */
@Schema(name = "Attention")
record AttentionJson(List<One> data) {

  /** One thing that does, with the list and the filters that show each. */
  @Schema(name = "Need")
  record One(
      Need.Kind kind,
      long count,
      boolean orMore,
      String list,
      Map<String, String> filters,
      List<Sum> sums) {}

  /** What the things come to, where they are money. */
  @Schema(name = "NeedSum")
  record Sum(@Schema(example = "15.00") String amount, String currency) {

    static Sum of(Money money) {
      return new Sum(money.amountText(), money.currency());
    }
  }

  static AttentionJson of(List<Need> needs) {
    return new AttentionJson(
        needs.stream()
            .map(
                need ->
                    new One(
                        need.kind(),
                        need.count(),
                        need.orMore(),
                        need.list(),
                        need.filters(),
                        need.sums().stream().map(Sum::of).toList()))
            .toList());
  }
}
