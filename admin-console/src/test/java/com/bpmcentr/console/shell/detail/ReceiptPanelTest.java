package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.edge.Receipts;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.license.FeedPosition;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.button.Button;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptPanelTest {

  private static final int NO_MORE_POLLS = -1;
  private static final FeedPosition POSITION = new FeedPosition(1, 3);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Receipts.Receipt KYIV =
      new Receipts.Receipt("edge-kyiv", "ua", NOON, 14L, true);
  private static final Receipts.Receipt LVIV =
      new Receipts.Receipt("edge-lviv", "ua", NOON, 9L, true);
  private static final Receipts.Lost ODESA =
      new Receipts.Lost("edge-odesa", NOON.minusSeconds(60), NOON.plusSeconds(3_600));

  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);
  private @Nullable InForce state = inForce(List.of(), List.of(), List.of());
  private ReceiptPanel panel;

  @BeforeEach
  void show() {
    panel = new ReceiptPanel(new ToldHere());
    ui.add(panel);
  }

  @Test
  void watch_allHaveApplied_saysHowManyAndAfterHowLongEach() {
    state = inForce(List.of(KYIV, LVIV), List.of(), List.of());

    panel.watch(POSITION);

    assertThat(text())
        .contains(
            "In force on 2 of 2 edges after 14 ms",
            "edge-kyiv: 14 ms",
            "edge-lviv: 9 ms",
            "Feed position 1-3");
    assertThat(kind()).isEqualTo("good");
    assertThat(ui.getPollInterval()).isEqualTo(NO_MORE_POLLS);
  }

  @Test
  void watch_oneHasNoDisk_saysThatItIsInMemoryAlone() {
    Receipts.Receipt unkept = new Receipts.Receipt("edge-lviv", "ua", NOON, 9L, false);
    state = inForce(List.of(KYIV, unkept), List.of(), List.of());

    panel.watch(POSITION);

    assertThat(text())
        .contains("edge-lviv: 9 ms, not on its disk")
        .doesNotContain("14 ms, not on its disk");
  }

  @Test
  void watch_oneLags_namesIt_andLooksAgainUntilItHas() {
    state = inForce(List.of(KYIV), List.of("edge-lviv"), List.of());
    panel.watch(POSITION);
    assertThat(text()).contains("In force on 1 of 2 edges, waiting for edge-lviv");
    assertThat(kind()).isEqualTo("wait");

    state = inForce(List.of(KYIV, LVIV), List.of(), List.of());
    poll();

    assertThat(text()).contains("In force on 2 of 2 edges").doesNotContain("waiting");
  }

  @Test
  void watch_oneIsLost_namesItAndSaysUntilWhenItMayGoOn() {
    state = inForce(List.of(KYIV), List.of("edge-lviv"), List.of(ODESA));

    panel.watch(POSITION);

    assertThat(text())
        .contains(
            "In force on 1 of 3 edges, waiting for edge-lviv, edge-odesa",
            "edge-odesa: not heard from since Nov 22, 2026, 11:59 AM",
            "may go on answering without this change until Nov 22, 2026, 1:00 PM");
    assertThat(kind()).isEqualTo("bad");
  }

  @Test
  void watch_oneLagsForLong_isLookedAtNoMoreUntilSomeoneAsks() {
    state = inForce(List.of(), List.of("edge-lviv"), List.of());
    panel.watch(POSITION);
    while (ui.getPollInterval() != NO_MORE_POLLS) {
      assertThat(Parts.of(panel, Button.class)).isEmpty();
      poll();
    }
    assertThat(text()).contains("waiting for edge-lviv");
    assertThat(kind()).isEqualTo("bad");
    state = inForce(List.of(LVIV), List.of(), List.of());

    Parts.only(panel, Button.class).click();

    assertThat(text()).contains("In force on 1 of 1 edge after 9 ms");
  }

  @Test
  void watch_noEdge_saysSo() {
    panel.watch(POSITION);

    assertThat(text()).contains("No edge is connected");
  }

  /** Who sorts the rows of a job that has ended looks at those, and not at its receipt. */
  @Test
  void watch_aNewChange_comesIntoViewOnce() {
    panel.watch(POSITION);
    assertThat(scrolls()).isOne();

    panel.watch(POSITION);
    assertThat(scrolls()).isZero();

    panel.watch(new FeedPosition(1, 4));
    assertThat(scrolls()).isOne();
  }

  @Test
  void watch_beforeThePageIsThere_leavesItAtItsTop() {
    var opened = new ReceiptPanel(new ToldHere());
    opened.watch(POSITION);

    ui.add(opened);

    assertThat(Parts.of(opened, Note.class)).hasSize(1);
    assertThat(scrolls()).isZero();
  }

  @Test
  void watch_whatCannotBeTold_saysNothingOfTheChangeBefore() {
    state = inForce(List.of(KYIV), List.of(), List.of());
    panel.watch(POSITION);
    state = null;

    panel.watch(new FeedPosition(1, 4));

    assertThat(text()).isEmpty();
  }

  private long scrolls() {
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    return ui.getInternals().dumpPendingJavaScriptInvocations().stream()
        .filter(call -> call.getInvocation().getExpression().contains("scrollIntoView"))
        .count();
  }

  private void poll() {
    ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
  }

  private String text() {
    return panel.getElement().getTextRecursively().replace('\u202F', ' ').replace('\u00A0', ' ');
  }

  /** By its colour. */
  private String kind() {
    return Parts.only(panel, Note.class).getClassNames().stream()
        .filter(name -> !name.equals("note"))
        .findFirst()
        .orElseThrow();
  }

  private static InForce inForce(
      List<Receipts.Receipt> applied, List<String> pending, List<Receipts.Lost> lost) {
    return InForce.of(new Receipts(POSITION, NOON, applied, pending, lost));
  }

  private final class ToldHere extends Propagation {

    ToldHere() {
      super(null, null);
    }

    @Override
    InForce of(FeedPosition position) {
      return Objects.requireNonNull(state, "the database is away");
    }

    @Override
    Formats formats(Locale locale) {
      return new Formats(locale, ZoneOffset.UTC);
    }
  }
}
