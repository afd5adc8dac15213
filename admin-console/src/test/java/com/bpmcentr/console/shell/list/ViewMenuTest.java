package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.view.SavedView;
import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewMenuTest {

  private static final ListState FILTERED = ListState.PLAIN.with("state", "failed");

  private final AskedViews views = new AskedViews();

  /** Vaadin itself holds the present page weakly. */
  private final UI ui = new TextUi(Locale.ENGLISH);

  private ViewMenu menu;

  @BeforeEach
  void open() {
    UI.setCurrent(ui);
    menu = new ViewMenu(views, "jobs", state -> {});
  }

  @AfterEach
  void close() {
    UI.setCurrent(null);
  }

  /** A list that looks again every two seconds closed the menu that somebody had open. */
  @Test
  void show_theSameStateAgain_leavesTheMenuAlone() {
    menu.show(FILTERED);
    var entry = menu.getItems().getFirst().getSubMenu().getItems().getFirst();

    menu.show(FILTERED);

    assertThat(menu.getItems().getFirst().getSubMenu().getItems().getFirst()).isSameAs(entry);
    assertThat(views.asked).hasSize(1);
  }

  @Test
  void show_anotherState_asksAgain() {
    menu.show(FILTERED);

    menu.show(ListState.PLAIN);

    assertThat(views.asked).hasSize(2);
  }

  @Test
  void show_afterTheViewsCouldNotBeRead_asksAgain() {
    views.fails = true;
    assertThatThrownBy(() -> menu.show(FILTERED)).isInstanceOf(IllegalStateException.class);
    views.fails = false;

    menu.show(FILTERED);

    assertThat(views.asked).hasSize(2);
  }

  /** Has none, and counts. */
  private static final class AskedViews extends SavedViews {
    private final List<String> asked = new ArrayList<>();
    private boolean fails;

    AskedViews() {
      super(null, null);
    }

    @Override
    List<SavedView> of(String list) {
      asked.add(list);
      if (fails) {
        throw new IllegalStateException("no database");
      }
      return List.of();
    }
  }
}
