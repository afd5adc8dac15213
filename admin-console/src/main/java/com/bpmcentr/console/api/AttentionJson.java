package com.bpmcentr.console.api;

import com.bpmcentr.console.attention.Need;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What needs attention; nothing: all is well. */
@Schema(name = "Attention")
record AttentionJson(List<One> data) {

  /** One thing that does, with the list and the filters that show each. */
  @Schema(name = "Need")
  record One(
      Need.Kind kind,
      long count,
      boolean orMore,
      @Nullable String list,
      Map<String, String> filters) {}

  static AttentionJson of(List<Need> needs) {
    return new AttentionJson(
        needs.stream()
            .map(
                need ->
                    new One(need.kind(), need.count(), need.orMore(), need.list(), need.filters()))
            .toList());
  }
}
