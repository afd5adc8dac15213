package com.bpmcentr.console.shell.detail;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.edge.Receipts;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Lag;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.license.FeedPosition;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * After a change that edges must know: which of them have applied it, each after how many
 * milliseconds, whom it still waits for, and who may go on without it. Looks again until all have,
 * for a while.
 */
public final class ReceiptPanel extends Div {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int MOST_LOOKS = 60;

  /** The button may stand further down than what is seen together with the page's top. */
  private static final String COME_INTO_VIEW = "this.scrollIntoView({block: 'nearest'})";

  private final Propagation propagation;
  private final Formats formats;
  private final Polling polling = new Polling(BETWEEN_LOOKS, this::look);
  private @Nullable FeedPosition position;
  private @Nullable InForce shown;
  private int looks;

  public ReceiptPanel(Propagation propagation) {
    this.propagation = propagation;
    this.formats = propagation.formats(getLocale());
    getElement().setAttribute("role", "status");
    addClassName("receipt");
  }

  /** Follows the change at this position, and comes into view if it was made on this page. */
  public void watch(FeedPosition published) {
    boolean isNew = !published.equals(position);
    position = published;
    looks = 0;
    shown = null;
    if (isNew) {
      // nothing of the change before, should this one's edges not be told at once
      removeAll();
    }
    if (isAttached()) {
      begin();
      if (isNew) {
        getElement().executeJs(COME_INTO_VIEW);
      }
    }
  }

  /** Shows nothing: there was no change. */
  public void rest() {
    polling.stop();
    position = null;
    removeAll();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (position != null) {
      begin();
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private void begin() {
    polling.stop();
    polling.begin(UI.getCurrent());
  }

  private void look() {
    FeedPosition watched = position;
    if (watched == null) {
      return;
    }
    looks++;
    InForce state = propagation.of(watched);
    // what says the same would be read out once more
    if (!state.equals(shown) || looks >= MOST_LOOKS) {
      shown = state;
      show(state, watched);
    }
    if (state.everywhere() || looks >= MOST_LOOKS) {
      polling.stop();
    }
  }

  private void show(InForce state, FeedPosition watched) {
    removeAll();
    if (state.everywhere()) {
      add(new Note(Note.Kind.GOOD, everywhere(state), edges(state), at(watched)));
    } else if (state.edges() == 0) {
      add(new Note(Note.Kind.WAIT, text("receipt.no-edges"), at(watched)));
    } else {
      add(waiting(state, watched));
    }
  }

  private Note waiting(InForce state, FeedPosition watched) {
    String title =
        text(
            byEdges("receipt.waiting", state),
            state.applied().size(),
            state.edges(),
            state.missing());
    if (looks < MOST_LOOKS) {
      Note.Kind kind = state.lost().isEmpty() ? Note.Kind.WAIT : Note.Kind.BAD;
      return new Note(kind, title, edges(state), at(watched));
    }
    var again = new Button(text("receipt.look-again"), event -> watch(watched));
    again.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    return new Note(Note.Kind.BAD, title, edges(state), at(watched)).action(again);
  }

  private String everywhere(InForce state) {
    int applied = state.applied().size();
    OptionalLong slowest = state.slowest();
    return slowest.isEmpty()
        ? text(byEdges("receipt.everywhere.sometime", state), applied, state.edges())
        : text(
            byEdges("receipt.everywhere", state),
            applied,
            state.edges(),
            Lag.of(slowest.getAsLong(), formats));
  }

  private String byEdges(String key, InForce state) {
    return PluralForm.of(state.edges(), Languages.of(getLocale())).of(key);
  }

  private UnorderedList edges(InForce state) {
    var list = new UnorderedList();
    for (InForce.Applied applied : state.applied()) {
      Long milliseconds = applied.milliseconds();
      String said =
          milliseconds == null
              ? applied.edge()
              : text("receipt.edge", applied.edge(), Lag.of(milliseconds, formats));
      list.add(new ListItem(applied.kept() ? said : text("receipt.not-kept", said)));
    }
    for (Receipts.Lost lost : state.lost()) {
      list.add(
          new ListItem(
              text(
                  "receipt.lost",
                  lost.edgeId(),
                  formats.dateTime(lost.heardAt()),
                  formats.dateTime(lost.mayAnswerValidUntil()))));
    }
    return list;
  }

  private Div at(FeedPosition watched) {
    var line = new Div(text("receipt.position", watched.toString()));
    line.addClassName("secondary");
    return line;
  }
}
