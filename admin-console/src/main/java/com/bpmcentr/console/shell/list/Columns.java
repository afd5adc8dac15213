package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializablePredicate;
import com.vaadin.flow.function.ValueProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of column that lists have; {@code header} is a text's key. All are drawn in the
 * browser, so rows stay cheap.
 */
public final class Columns<T> {

  private static final String TWO_LINES =
      """
      <div class="cell-two-lines">
        <span>${item.text}</span>
        ${item.below ? html`<span class="secondary">${item.below}</span>` : ''}
      </div>
      """;

  private static final String LINK =
      """
      ${item.href ? html`
        <a class="cell-link cell-two-lines" href="${item.href}">
          <span class="linked">${item.text}</span>
          ${item.below ? html`<span class="secondary">${item.below}</span>` : ''}
        </a>
      ` : html`
        %s
      `}
      """
          .formatted(TWO_LINES);

  private static final String BADGE =
      """
      <vaadin-badge theme="${item.tone}">${item.text}</vaadin-badge>
      """;

  private static final String BADGE_OVER_ANOTHER =
      """
      <div class="cell-badges">
        <vaadin-badge theme="${item.tone}">${item.text}</vaadin-badge>
        ${item.below ? html`<vaadin-badge theme="error">${item.below}</vaadin-badge>` : ''}
      </div>
      """;

  private static final String CODE = "<code>${item.text}</code>";

  private static final String PROGRESS =
      """
      <div class="cell-two-lines">
        <span class="number">${item.text}</span>
        <vaadin-progress-bar value="${item.share}" aria-label="${item.text}"></vaadin-progress-bar>
      </div>
      """;

  private static final String BUTTON =
      """
      ${item.offered ? html`
        <vaadin-button theme="tertiary small" @click="${act}">${item.text}</vaadin-button>
      ` : ''}
      """;

  /**
   * For texts of any length: they get what room is left, and are cut with an ellipsis; on a phone
   * not so much that nothing else is seen.
   */
  private static final String ROOMY = "min(15rem, 46vw)";

  /** Of a phone's first column, which wraps: the longest state is whole beside it. */
  private static final String BESIDE_A_STATE = "38vw";

  /** Pixels. */
  private static final int WIDEST_PHONE = 600;

  private final Grid<T> grid;
  private final @Nullable String field;

  public Columns(Grid<T> grid) {
    this(grid, null);
  }

  private Columns(Grid<T> grid, @Nullable String field) {
    this.grid = grid;
    this.field = field;
  }

  /** For a column that the viewer may sort by; {@code field} is the list's and the URL's name. */
  public Columns<T> by(String field) {
    return new Columns<>(grid, field);
  }

  /** The column that leads to the row's own page, if it has one. */
  public Grid.Column<T> link(
      String header,
      ValueProvider<T, @Nullable String> href,
      ValueProvider<T, String> text,
      ValueProvider<T, @Nullable String> below) {
    return grown(
        grid.addColumn(
            LitRenderer.<T>of(LINK)
                .withProperty("href", href)
                .withProperty("text", text)
                .withProperty("below", below)),
        header);
  }

  public Grid.Column<T> text(String header, ValueProvider<T, String> text) {
    return sized(grid.addColumn(text), header);
  }

  public Grid.Column<T> number(String header, ValueProvider<T, String> number) {
    return sized(grid.addColumn(number), header)
        .setTextAlign(ColumnTextAlign.END)
        .setPartNameGenerator(row -> "number");
  }

  /** A text that may be long. */
  public Grid.Column<T> prose(String header, ValueProvider<T, String> text) {
    return grown(grid.addColumn(text), header);
  }

  public Grid.Column<T> twoLines(
      String header, ValueProvider<T, String> text, ValueProvider<T, @Nullable String> below) {
    return sized(
        grid.addColumn(
            LitRenderer.<T>of(TWO_LINES).withProperty("text", text).withProperty("below", below)),
        header);
  }

  public Grid.Column<T> code(String header, ValueProvider<T, String> text) {
    return sized(grid.addColumn(LitRenderer.<T>of(CODE).withProperty("text", text)), header);
  }

  /** A bar under a text; the share is from 0 to 1. */
  public Grid.Column<T> progress(
      String header, ValueProvider<T, Double> share, ValueProvider<T, String> text) {
    return sized(
            grid.addColumn(
                LitRenderer.<T>of(PROGRESS)
                    .withProperty("text", text)
                    .withProperty("share", share)),
            header)
        .setAutoWidth(false)
        .setWidth("10rem");
  }

  public Grid.Column<T> badge(
      String header, ValueProvider<T, String> text, SerializableFunction<T, Tone> tone) {
    return state(
        grid.addColumn(
            LitRenderer.<T>of(BADGE)
                .withProperty("text", text)
                .withProperty("tone", row -> tone.apply(row).theme())),
        header);
  }

  /** The state itself, and what is amiss beyond it where something is. */
  public Grid.Column<T> badge(
      String header,
      ValueProvider<T, String> text,
      SerializableFunction<T, Tone> tone,
      ValueProvider<T, @Nullable String> amiss) {
    return state(
        grid.addColumn(
            LitRenderer.<T>of(BADGE_OVER_ANOTHER)
                .withProperty("text", text)
                .withProperty("tone", row -> tone.apply(row).theme())
                .withProperty("below", amiss)),
        header);
  }

  /** One that changes while it is looked at, in a column that has room for each of its texts. */
  public Grid.Column<T> changingBadge(
      String header, ValueProvider<T, String> text, SerializableFunction<T, Tone> tone) {
    return badge(header, text, tone).setAutoWidth(false).setWidth("8rem");
  }

  /** A button in each row, whose text says enough for there to be no header. */
  public Grid.Column<T> button(String text, SerializableConsumer<T> act) {
    return button(text, _ -> true, act);
  }

  /** The same, in those rows where there is something to be done. */
  public Grid.Column<T> button(
      String text, SerializablePredicate<T> offered, SerializableConsumer<T> act) {
    return sized(
        grid.addColumn(
            LitRenderer.<T>of(BUTTON)
                .withProperty("text", row -> text)
                .withProperty("offered", offered::test)
                .withFunction("act", act)));
  }

  /** The one that comes first where there is room for two; else it is the grid's first. */
  public static void firstOnPhones(Grid.Column<?> column) {
    rank(column, Rank.FIRST);
  }

  /** Whether two columns are all that is seen: what the row is about has to be in the first. */
  public boolean areOnAPhone() {
    return isOnAPhone(grid);
  }

  private static boolean isOnAPhone(Grid<?> grid) {
    int width =
        grid.getUI()
            .map(ui -> ui.getPage().getExtendedClientDetails().getWindowInnerWidth())
            .orElse(0);
    return width > 0 && width <= WIDEST_PHONE;
  }

  /** Two columns are seen on a phone: what the row is about, and its state. */
  private static <T> void orderOnPhones(Grid<T> grid) {
    if (!isOnAPhone(grid)) {
      return;
    }
    List<Grid.Column<T>> columns = new ArrayList<>(grid.getColumns());
    Grid.Column<T> first =
        columns.stream()
            .filter(column -> rank(column) == Rank.FIRST)
            .findAny()
            .orElseGet(columns::getFirst);
    rank(first, Rank.FIRST);
    first.setAutoWidth(false).setWidth(BESIDE_A_STATE);
    columns.sort(Comparator.comparing(Columns::rank));
    grid.setColumnOrder(columns);
  }

  private static void rank(Grid.Column<?> column, Rank rank) {
    ComponentUtil.setData(column, Rank.class, rank);
  }

  private static Rank rank(Grid.Column<?> column) {
    Rank rank = ComponentUtil.getData(column, Rank.class);
    return rank == null ? Rank.OTHER : rank;
  }

  /** Where a column stands on a phone. */
  private enum Rank {
    FIRST,
    STATE,
    OTHER
  }

  /**
   * Measured anew once the font is there: before that all texts are narrower. The font is asked for
   * by the alphabets it comes in, since nothing may be loading yet when this runs.
   */
  public static void fit(Grid<?> grid) {
    orderOnPhones(grid);
    grid.getElement()
        .executeJs(
            """
            document.fonts.load('1em Inter', 'Aя').finally(() =>
                requestAnimationFrame(() => this.recalculateColumnWidths()));
            """);
  }

  private Grid.Column<T> state(Grid.Column<T> column, String header) {
    rank(column, Rank.STATE);
    return sized(column, header);
  }

  private Grid.Column<T> sized(Grid.Column<T> column, String header) {
    return sized(headed(column, header));
  }

  private Grid.Column<T> sized(Grid.Column<T> column) {
    return column.setAutoWidth(true).setFlexGrow(0).setResizable(true);
  }

  private Grid.Column<T> grown(Grid.Column<T> column, String header) {
    return headed(column, header).setWidth(ROOMY).setFlexGrow(1).setResizable(true);
  }

  private Grid.Column<T> headed(Grid.Column<T> column, String header) {
    if (field != null) {
      column.setKey(field);
      column.setSortProperty(field);
      column.setSortable(true);
    }
    return column.setHeader(Words.text(header));
  }
}
