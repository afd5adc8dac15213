package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListPanelTest {

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  private boolean databaseAway;
  private List<UUID> rows = List.of(UUID.randomUUID());
  private ListPanel<UUID> panel;

  @BeforeEach
  void open() {
    panel = new ListPanel<>("customers", "customers", List.of(), this::ask);
    panel.addable(filters -> "$ 15");
    panel.selectable(id -> id, List.of("block"), (action, selection) -> {});
  }

  /** Else a list that looks again by itself would go on asking as often. */
  @Test
  void look_failing_isThrown() {
    databaseAway = true;

    assertThatThrownBy(panel::look).hasMessage("away");
    assertThatCode(panel::refresh).doesNotThrowAnyException();
  }

  @Test
  void refresh_failing_showsNeitherTheCountNorTheSelectionOfBefore() {
    panel.refresh();
    panel.grid().select(rows.getFirst());
    assertThat(count()).isNotEmpty();
    assertThat(panel.grid().getSelectedItems()).isNotEmpty();
    databaseAway = true;

    panel.refresh();

    assertThat(count()).isEmpty();
    assertThat(panel.grid().getSelectedItems()).isEmpty();
  }

  @Test
  void total_overNoRows_isNotOffered() {
    panel.refresh();
    assertThat(total().isVisible()).isTrue();
    rows = List.of();

    panel.refresh();

    assertThat(total().isVisible()).isFalse();
  }

  @Test
  void filters_behindTheirButton_areShownAtAPress() {
    var search = ListFilter.text("q", "customers.search");
    var state = ListFilter.choice("state", "customers.state", List.of("a"), value -> value);
    var language = ListFilter.choice("locale", "field.locale", List.of("b"), value -> value);
    var tools = new ListTools(List.of(search, state, language));
    Button button = (Button) tools.getComponentAt(1);
    Component folded = tools.getComponentAt(2);
    assertThat(folded.getChildren()).hasSize(2);
    assertThat(button.getElement().getAttribute("aria-expanded")).isEqualTo("false");

    button.click();

    assertThat(button.getElement().getAttribute("aria-expanded")).isEqualTo("true");
    assertThat(folded.getElement().getClassList()).contains("open");
    assertThat(new ListTools(List.of(search, state)).getChildren()).as("one is shown").hasSize(2);
  }

  private String count() {
    return status().getChildren().findFirst().orElseThrow().getElement().getText();
  }

  private Button total() {
    return status()
        .getChildren()
        .flatMap(child -> child instanceof Button button ? Stream.of(button) : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  private Component status() {
    return panel.getChildren().filter(ListStatus.class::isInstance).findFirst().orElseThrow();
  }

  private Result<Page<UUID>> ask(ListQuery query) {
    if (databaseAway) {
      throw new IllegalStateException("away");
    }
    return Result.done(new Page<>(rows, rows.size()));
  }
}
