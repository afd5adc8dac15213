package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DetailPageTest {

  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);
  private String state = "working";
  private boolean failing;

  /** The notice goes after ten seconds, and stands where no Tab soon comes. */
  @Test
  void finished_whatCanBeUndone_staysOnThePageUntilItIs() {
    var page = new StatePage();

    page.change("suspended");
    assertThat(undos(page)).hasSize(1);
    undos(page).getFirst().click();

    assertThat(state).isEqualTo("working");
    assertThat(undos(page)).isEmpty();
  }

  @Test
  void finished_undoThatFails_staysOffered() {
    var page = new StatePage();
    page.change("suspended");
    failing = true;

    assertThatThrownBy(undos(page).getFirst()::click).hasMessage("the database is away");
    assertThat(undos(page)).hasSize(1);
    failing = false;
    undos(page).getFirst().click();

    assertThat(state).isEqualTo("working");
    assertThat(undos(page)).isEmpty();
  }

  @Test
  void finished_anotherChange_takesTheOfferOfTheOneBeforeAway() {
    var page = new StatePage();

    page.change("suspended");
    page.changeForGood("revoked");

    assertThat(undos(page)).isEmpty();
  }

  @Test
  void finished_refused_leavesTheOfferOfTheOneBefore() {
    var page = new StatePage();

    page.change("suspended");
    page.refuse();

    assertThat(undos(page)).hasSize(1);
  }

  private static List<Button> undos(StatePage page) {
    return Parts.of(page, Button.class);
  }

  private final class StatePage extends DetailPage<String> {

    private static final long serialVersionUID = 1L;

    StatePage() {
      super(Screen.CONNECTORS, new NoEdges());
    }

    void change(String to) {
      String before = state;
      finished(set(to), "detail.saved", _ -> Optional.of(() -> set(before)));
    }

    void changeForGood(String to) {
      finished(set(to), "detail.saved");
    }

    void refuse() {
      finished(Result.refused(new Refusal.StateForbids("revoked", "suspend")), "detail.saved");
    }

    private Result<String> set(String to) {
      if (failing) {
        throw new IllegalStateException("the database is away");
      }
      state = to;
      return Result.done(to);
    }

    @Override
    protected Result<String> load(String id) {
      return Result.done(state);
    }

    @Override
    protected String show(String thing, Div page) {
      page.setText(thing);
      return thing;
    }
  }

  private static final class NoEdges extends Propagation {

    NoEdges() {
      super(null, null);
    }

    @Override
    Formats formats(Locale locale) {
      return new Formats(locale, ZoneOffset.UTC);
    }
  }
}
