package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.view.SavedView;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.contextmenu.MenuItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ViewMenuTest {

  private static final ListState FILTERED = ListState.PLAIN.with("state", "failed");

  private final AskedViews views = new AskedViews();

  /** Vaadin itself holds the present page weakly. */
  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);

  private ViewMenu menu;

  @BeforeEach
  void open() {
    menu = new ViewMenu(views, "jobs", state -> {});
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

  /** The notice that offers it is there for ten seconds. */
  @Test
  void remove_aView_canBeBroughtBackFromTheMenu() {
    SavedView view = new SavedView(new UUID(0, 1), "jobs", "Failed", "state=failed", Instant.EPOCH);
    views.saved.add(view);
    menu.show(FILTERED);

    // the view, saving, removing
    click(entries().get(2).getSubMenu().getItems().getFirst());
    assertThat(views.saved).isEmpty();
    // saving, bringing back
    assertThat(entries()).hasSize(2);
    click(entries().get(1));

    assertThat(views.saved)
        .extracting(SavedView::name, SavedView::query)
        .containsExactly(tuple("Failed", "state=failed"));
    assertThat(entries()).hasSize(3).first().extracting(MenuItem::getText).isEqualTo("Failed");
  }

  private static void click(MenuItem item) {
    ComponentUtil.fireEvent(item, new ClickEvent<>(item));
  }

  private List<MenuItem> entries() {
    return menu.getItems().getFirst().getSubMenu().getItems();
  }

  /** What was saved, and how often it was asked for. */
  private static final class AskedViews extends SavedViews {
    private final List<String> asked = new ArrayList<>();
    private final List<SavedView> saved = new ArrayList<>();
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
      return List.copyOf(saved);
    }

    @Override
    Result<SavedView> save(String list, String name, String query) {
      SavedView view = new SavedView(UUID.randomUUID(), list, name, query, Instant.EPOCH);
      saved.add(view);
      return Result.done(view);
    }

    @Override
    Result<String> remove(UUID id) {
      saved.removeIf(view -> view.id().equals(id));
      return Result.done("removed");
    }
  }
}
