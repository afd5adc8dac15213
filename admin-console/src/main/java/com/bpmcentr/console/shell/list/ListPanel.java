package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list with its filters, chips and count, and with what stands there instead of rows: nothing
 * yet, nothing found, or failed. Only the rows in view are fetched.
 */
public final class ListPanel<T> extends Div {

  private static final Logger log = LoggerFactory.getLogger(ListPanel.class);
  private static final int ROWS_AT_ONCE = 50;

  /** Nobody scrolls further; see {@code a-list-is-scrolled-so-far.md}. */
  private static final int DEEPEST = 10_000;

  /** By so many the list grows where the estimate of its length was too small. */
  private static final int ROWS_MORE = 1_000;

  /** The grid has one name for the boxes of its rows, in English. */
  private static final String NAME_THE_BOXES =
      """
      new MutationObserver(() => this.querySelectorAll('vaadin-checkbox').forEach(box => {
        if (box.accessibleName !== $0) {
          box.accessibleName = $0;
        }
      })).observe(this, {childList: true, subtree: true});
      """;

  /** Of all that is found the grid knows the rows in view, and of these those that were ticked. */
  private static final String LOOK_TICKED =
      """
      if ($0) {
        this._isSelected = () => true;
      } else {
        delete this._isSelected;
      }
      this.__selectedItemsChanged();
      """;

  private final String path;
  private final List<ListFilter> filters;
  private final Function<ListQuery, Result<Page<T>>> source;
  private final Grid<T> grid = new Grid<>();
  private final ListStatus status;
  private final ListVacancy vacancy;
  private final Span end = new Span();
  private Function<String, Optional<UUID>> keys = _ -> Optional.empty();
  private ListState state = ListState.PLAIN;
  private RowCount rows = RowCount.NONE;
  private Consumer<Boolean> offerFile = _ -> {};
  private @Nullable Page<T> firstPage;
  private @Nullable SelectionBar selection;
  private @Nullable ViewMenu views;
  private @Nullable Formats formats;

  /**
   * @param path where the list lives; its state is this path's query
   * @param texts the start of its translations' keys, {@code customers}
   */
  public ListPanel(
      String path,
      String texts,
      List<ListFilter> filters,
      Function<ListQuery, Result<Page<T>>> source) {
    this.path = path;
    this.filters = List.copyOf(filters);
    this.source = source;
    this.status = new ListStatus(texts, this.filters, this::navigate);
    this.vacancy =
        new ListVacancy(
            texts,
            () -> navigate(state.withoutFilters()),
            () -> navigate(ListState.PLAIN),
            this::refresh);
    addClassName("list");
    prepareGrid();
    this.filters.forEach(filter -> filter.onChange(value -> filter(filter.name(), value)));
    if (!this.filters.isEmpty()) {
      add(new ListTools(this.filters));
    }
    end.addClassName("list-end");
    end.setText(getTranslation("list.end", DEEPEST));
    end.setVisible(false);
    add(status, grid, end, vacancy);
  }

  public Grid<T> grid() {
    return grid;
  }

  /**
   * Offers to add something up over all that is found; only when asked, since that takes a look at
   * every row.
   *
   * @param total what the filters find comes to, in words
   */
  public void addable(Function<Map<String, String>, String> total) {
    status.addTotal(() -> total.apply(asked()));
  }

  /** Days in the URL are the company's. */
  void tellTimesBy(Formats viewers) {
    formats = viewers;
    status.tellMomentsBy(viewers);
  }

  /** Chips say names instead of ids. */
  void tellNamesBy(ChipNames names) {
    status.tellNamesBy(names);
  }

  /** Whether something typed is a key, and which. */
  void recognise(Function<String, Optional<UUID>> whole) {
    keys = whole;
  }

  /**
   * Offers the viewer's own views of the list.
   *
   * @param list as saved views name it
   */
  public void savable(SavedViews saved, String list) {
    var menu = new ViewMenu(saved, list, this::navigate);
    views = menu;
    status.addAction(menu);
  }

  /**
   * Offers the rows that are found as a file.
   *
   * @param list as exports name it
   * @param always filters that say what the list belongs to
   */
  public void downloadable(CsvDownloads downloads, String list, Map<String, String> always) {
    Anchor file =
        downloads.link(
            list,
            () -> {
              Map<String, String> filters = new HashMap<>(asked());
              filters.putAll(always);
              return filters;
            });
    status.addAction(file);
    offerFile = there -> CsvDownloads.offer(file, there);
  }

  /** What to offer when there is nothing yet. */
  public void offer(Component action) {
    vacancy.offer(action);
  }

  /**
   * Lets rows be ticked and something be done to all of them at once.
   *
   * @param id what tells a row from others, also once it has changed
   * @param actions their names, {@code action.<name>} in the translations
   * @param open what follows a click on one of them
   */
  public void selectable(
      Function<T, UUID> id, List<String> actions, BiConsumer<String, Selection> open) {
    if (actions.isEmpty()) {
      return;
    }
    var bar =
        new SelectionBar(
            actions, open, grid::deselectAll, all -> grid.getElement().executeJs(LOOK_TICKED, all));
    selection = bar;
    grid.getElement().addEventListener("change", event -> bar.takeTicked());
    grid.setSelectionMode(Grid.SelectionMode.MULTI);
    grid.setDataProvider(new CallbackDataProvider<>(this::fetch, query -> size(), id::apply));
    grid.addSelectionListener(
        event -> bar.show(event.getAllSelectedItems().stream().map(id).toList(), asked(), rows));
    grid.getElement().executeJs(NAME_THE_BOXES, getTranslation("selection.row"));
    addComponentAtIndex(indexOf(grid), bar);
  }

  /** Shows what the URL asks for; called after each navigation to the list. */
  public void show(Location location) {
    ListState wanted = ListState.of(location.getQueryParameters());
    if (selection != null && !wanted.filters().equals(state.filters())) {
      grid.deselectAll();
    }
    state = wanted;
    filters.forEach(filter -> filter.show(state.filters().get(filter.name())));
    Columns.fit(grid);
    grid.sort(state.sort().stream().flatMap(order -> gridOrder(order).stream()).toList());
    refresh();
  }

  /** What it is filtered and sorted by, as the URL's query says it. */
  QueryParameters parameters() {
    return state.parameters();
  }

  /** Asks again, in the same state. */
  public void refresh() {
    try {
      look();
    } catch (RuntimeException failure) {
      log.error("The list {} could not be read", path, failure);
    }
  }

  /**
   * As {@link #refresh}, for a list that looks again by itself: what fails is shown, and thrown so
   * that it looks less often.
   */
  public void look() {
    try {
      if (views != null) {
        views.show(state);
      }
      switch (source.apply(part(0, ROWS_AT_ONCE))) {
        case Result.Done<Page<T>>(Page<T> page, var _) -> showRows(page);
        case Result.Refused<Page<T>> _ -> showVacancy(ListVacancy.Reason.NOT_UNDERSTOOD);
      }
    } catch (RuntimeException failure) {
      showVacancy(ListVacancy.Reason.FAILED);
      throw failure;
    }
  }

  /** A key that was pasted whole opens its page: in an address it would be kept for good. */
  private void filter(String name, @Nullable String value) {
    Optional<UUID> key = value == null ? Optional.empty() : keys.apply(value);
    key.ifPresentOrElse(
        id -> DetailPage.open(Screen.API_KEYS, id.toString(), null),
        () -> navigate(state.with(name, value)));
  }

  private void prepareGrid() {
    grid.setPageSize(ROWS_AT_ONCE);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setDataProvider(DataProvider.fromCallbacks(this::fetch, query -> size()));
    grid.addSortListener(
        event -> {
          if (event.isFromClient()) {
            navigate(state.sortedBy(event.getSortOrder().stream().map(ListPanel::order).toList()));
          }
        });
  }

  private void showRows(Page<T> page) {
    rows = RowCount.of(page);
    firstPage = page;
    status.show(state, rows);
    offerFile.accept(rows.total() > 0);
    if (page.counted()) {
      grid.getLazyDataView().setItemCountFromDataProvider();
    } else {
      // The grid finds out where the rows end when somebody scrolls there.
      grid.getLazyDataView().setItemCountEstimate(size());
      grid.getLazyDataView().setItemCountEstimateIncrease(ROWS_MORE);
    }
    grid.getDataProvider().refreshAll();
    grid.setVisible(rows.total() > 0);
    vacancy.setVisible(rows.total() == 0);
    end.setVisible(rows.total() > DEEPEST);
    if (rows.total() == 0) {
      vacancy.show(
          state.filters().isEmpty()
              ? ListVacancy.Reason.NOTHING_YET
              : ListVacancy.Reason.NOTHING_FOUND);
    }
  }

  private void showVacancy(ListVacancy.Reason reason) {
    rows = RowCount.NONE;
    status.showUncounted(state);
    offerFile.accept(false);
    if (selection != null) {
      grid.deselectAll();
    }
    grid.setVisible(false);
    end.setVisible(false);
    vacancy.setVisible(true);
    vacancy.show(reason);
  }

  private Stream<T> fetch(Query<T, ?> wanted) {
    Page<T> known = firstPage;
    firstPage = null;
    if (known != null && covers(known, wanted)) {
      return known.items().stream().limit(wanted.getLimit());
    }
    int limit = Math.min(wanted.getLimit(), DEEPEST - wanted.getOffset());
    if (limit < 1) {
      return Stream.empty();
    }
    try {
      Result<Page<T>> result = source.apply(part(wanted.getOffset(), limit).uncounted());
      return result.orElseThrow().items().stream();
    } catch (RuntimeException failure) {
      // Not rows that stay blank: all of it is asked for again together.
      log.error("Rows of the list {} could not be read", path, failure);
      showVacancy(ListVacancy.Reason.FAILED);
      return Stream.empty();
    }
  }

  private ListQuery part(int offset, int limit) {
    return new ListQuery(asked(), state.sort(), offset, limit);
  }

  /** The filters as the list's service understands them. */
  private Map<String, String> asked() {
    return formats == null
        ? state.filters()
        : CompanyDays.asMoments(state.filters(), formats.zone());
  }

  private static boolean covers(Page<?> page, Query<?, ?> wanted) {
    return wanted.getOffset() == 0
        && (wanted.getLimit() <= page.items().size() || page.items().size() == page.total());
  }

  private int size() {
    return Math.toIntExact(Math.min(rows.total(), DEEPEST));
  }

  private void navigate(ListState wanted) {
    getUI().ifPresent(ui -> ui.navigate(path, wanted.parameters()));
  }

  private Optional<GridSortOrder<T>> gridOrder(SortOrder order) {
    return Optional.ofNullable(grid.getColumnByKey(order.field()))
        .map(
            column ->
                new GridSortOrder<>(
                    column,
                    order.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING));
  }

  private static SortOrder order(GridSortOrder<?> order) {
    return new SortOrder(
        order.getSorted().getKey(), order.getDirection() == SortDirection.DESCENDING);
  }
}
