package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.SortOrder;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListStateTest {

  @Test
  void of_itsOwnParameters_isTheSame() {
    var state =
        new ListState(
            Map.of("status", "active", "search", "ТОВ «Ромашка» & 1=1"),
            List.of(SortOrder.descending("created"), SortOrder.ascending("name")));

    String query = state.parameters().getQueryString();

    assertThat(ListState.of(QueryParameters.fromString(query))).isEqualTo(state);
  }

  @Test
  void of_emptyValuesAndDashes_ignoresThem() {
    assertThat(ListState.of(QueryParameters.fromString("status=&sort=,-,&search=%20")))
        .isEqualTo(new ListState(Map.of(), List.of()));
  }

  @Test
  void with_blankValue_removesTheFilter() {
    var state = new ListState(Map.of("status", "active", "search", "x"), List.of());

    assertThat(state.with("status", " ").filters()).containsOnlyKeys("search");
    assertThat(state.with("search", null).filters()).containsOnlyKeys("status");
    assertThat(state.withoutFilters().filters()).isEmpty();
  }

  /** What is in the state is in the address, in saved views and in the audit log. */
  @Test
  void ofAndWith_aWholeSecret_keepItsPrefixOnly() {
    String key = "bpm_test_Zx81Qw" + "S".repeat(32);

    assertThat(ListState.PLAIN.with("prefix", key).filters())
        .containsExactly(Map.entry("prefix", "bpm_test_Zx81Qw"));
    assertThat(ListState.of(QueryParameters.fromString("q=" + key)).filters())
        .containsExactly(Map.entry("q", "bpm_test_Zx81Qw"));
    assertThat(ListState.PLAIN.with("keyPrefix", "imported-from-elsewhere").filters())
        .containsExactly(Map.entry("keyPrefix", "impo"));
  }
}
