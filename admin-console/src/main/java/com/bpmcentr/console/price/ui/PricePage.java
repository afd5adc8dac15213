package com.bpmcentr.console.price.ui;

import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.price.PriceRow;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.shell.ConnectorNames;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.Stack;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.CsvDownloads;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPanel;
import com.bpmcentr.console.shell.list.SavedViews;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What everything costs, will cost and did. */
@Route("prices")
@PermitAll
final class PricePage extends Main implements HasDynamicTitle, AfterNavigationObserver {

  private static final Logger log = LoggerFactory.getLogger(PricePage.class);

  private static final List<Category> SOLD =
      List.of(Category.STANDARD, Category.EXTENDED, Category.PREMIUM);

  /** What holds, has held or was withdrawn; what comes stands apart. */
  private static final String NOT_COMING =
      Stream.of(PriceChange.State.values())
          .filter(state -> state != PriceChange.State.COMING)
          .map(PriceChange.State::wireName)
          .collect(Collectors.joining(","));

  private static final String STATE = "state";

  private final PriceService prices;
  private final ConnectorService connectors;
  private final ConnectorNames connectorNames;
  private final PriceDialogs dialogs;
  private final Viewer viewer;
  private final Formats formats;
  private final Stack ahead = new Stack();
  private final ListPanel<PriceRow> history;

  /** What connectors are called, by their ids. */
  private Map<String, String> names;

  PricePage(
      PriceService prices,
      ConnectorService connectors,
      ConnectorNames connectorNames,
      PriceDialogs dialogs,
      Viewer viewer,
      SavedViews views,
      CsvDownloads downloads) {
    this.prices = prices;
    this.connectors = connectors;
    this.dialogs = dialogs;
    this.viewer = viewer;
    this.formats = viewer.formats(getLocale());
    this.connectorNames = connectorNames;
    this.names = connectorNames.read().orElse(Map.of());
    this.history =
        new ListPanel<>(
            Screen.PRICES.path(),
            "prices.history",
            filters(),
            query -> prices.list(viewer.actor(), withoutComing(query)));
    history.savable(views, Screen.PRICES.path());
    // with what comes: its column says so
    history.downloadable(downloads, "prices", Map.of());
    addColumns();
    addClassName("page");
    add(head(), new Stack(ahead, new Panel(getTranslation("prices.history"), history)));
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.PRICES.titleKey()));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    showAhead();
    history.show(event.getLocation());
  }

  private PageHead head() {
    var head =
        new PageHead(getTranslation(Screen.PRICES.titleKey()))
            .below(new Span(getTranslation("prices.rule")));
    if (viewer.may(Permission.MANAGE_CONNECTORS)) {
      head.action(Actions.primary("set-price", () -> dialogs.set(this::saved)));
    }
    return head;
  }

  private List<ListFilter> filters() {
    return List.of(
        ListFilter.choice(STATE, "field.state", List.of(NOT_COMING.split(",")), Words.of("status")),
        ListFilter.choice("category", "field.category", SOLD.toArray(Category[]::new), "category"),
        ListFilter.choice(
            "connectorId", "field.connectorId", names.keySet().stream().toList(), this::name));
  }

  private static ListQuery withoutComing(ListQuery query) {
    if (query.filters().containsKey(STATE)) {
      return query;
    }
    Map<String, String> filters = new HashMap<>(query.filters());
    filters.put(STATE, NOT_COMING);
    return query.filteredBy(filters);
  }

  private void addColumns() {
    var columns = new Columns<>(history.grid());
    columns.link(
        "prices.subject",
        row -> target(row.change().category(), row.change().connectorId()),
        this::subject,
        _ -> null);
    columns.text("field.price", row -> price(row.change()));
    columns
        .by("validFrom")
        .text("field.validFrom", row -> formats.dateTime(row.change().validFrom()));
    columns.badge("field.state", row -> Words.of("status", row.state()), row -> tone(row.state()));
    columns
        .by("enteredAt")
        .twoLines("reason.label", row -> reason(row.change()), row -> said(row.change()))
        .setAutoWidth(false)
        .setWidth("12rem")
        .setFlexGrow(2);
    if (viewer.may(Permission.MANAGE_CONNECTORS)) {
      columns.button(
          getTranslation("action.withdraw"), PriceRow::withdrawable, this::openWithdrawal);
    }
  }

  private void show() {
    names = connectorNames.read().orElse(names);
    showAhead();
    history.refresh();
  }

  private void showAhead() {
    ahead.removeAll();
    try {
      ahead.add(
          new Panel(getTranslation("prices.today"), today()),
          new Panel(getTranslation("prices.coming"), coming()));
    } catch (DataAccessException | TransactionException failure) {
      log.error("The prices could not be read", failure);
      ahead.add(
          new Note(Note.Kind.BAD, getTranslation("prices.unread"))
              .action(Actions.named("list.retry", this::show)));
    }
  }

  private Component coming() {
    ListQuery coming =
        new ListQuery(
            Map.of(STATE, PriceChange.State.COMING.wireName()),
            List.of(SortOrder.ascending("validFrom")),
            0,
            ListQuery.MOST_ROWS);
    return coming(prices.list(viewer.actor(), coming).orElseThrow().items());
  }

  private FactList today() {
    PriceList list = connectors.prices(viewer.actor()).orElseThrow();
    var facts = new FactList();
    for (Category category : SOLD) {
      facts.fact(
          Words.of("category", category),
          new Div(
              new Div(price(list.of(category, Interval.MONTH), list.of(category, Interval.YEAR))),
              link(category, null, "prices.connectors")));
    }
    list.ofConnectors().entrySet().stream()
        .sorted(Comparator.comparing(own -> name(own.getKey())))
        .forEach(
            own ->
                facts.fact(
                    name(own.getKey()),
                    new Div(
                        new Div(price(own.getValue())),
                        link(null, own.getKey(), "prices.connector"))));
    return facts;
  }

  private Component coming(List<PriceRow> changes) {
    if (changes.isEmpty()) {
      return new Paragraph(getTranslation("prices.coming.none"));
    }
    var rows = new Rows();
    changes.forEach(row -> rows.row(words(row), side(row)));
    return rows;
  }

  private Div words(PriceRow row) {
    PriceChange change = row.change();
    var words =
        new Div(
            new Div(
                new Anchor(target(change.category(), change.connectorId()), subject(row)),
                new Text(
                    ": "
                        + getTranslation(
                            "prices.change", price(change), formats.dateTime(change.validFrom())))),
            new Div(entered(change)));
    words.addClassName("cell-two-lines");
    return words;
  }

  private String entered(PriceChange change) {
    return getTranslation(
        "prices.entered",
        change.enteredBy(),
        formats.dateTime(change.enteredAt()),
        change.reason());
  }

  /** Why it stands as it does: the last word on it. */
  private static String reason(PriceChange change) {
    PriceChange.Withdrawal withdrawal = change.withdrawal();
    return withdrawal == null ? change.reason() : withdrawal.reason();
  }

  private String said(PriceChange change) {
    PriceChange.Withdrawal withdrawal = change.withdrawal();
    return withdrawal == null
        ? getTranslation("detail.by", change.enteredBy(), formats.dateTime(change.enteredAt()))
        : getTranslation("detail.by", withdrawal.by(), formats.dateTime(withdrawal.at()));
  }

  private String subject(PriceRow row) {
    Category category = row.change().category();
    return category == null ? String.valueOf(row.connectorName()) : PriceDialogs.all(category);
  }

  private String name(String connectorId) {
    return names.getOrDefault(connectorId, connectorId);
  }

  private Anchor link(@Nullable Category category, @Nullable String connectorId, String key) {
    return new Anchor(target(category, connectorId), getTranslation(key));
  }

  /** Where the connectors are whose price it is. */
  private static String target(@Nullable Category category, @Nullable String connectorId) {
    return category == null
        ? DetailPage.path(Screen.CONNECTORS, String.valueOf(connectorId))
        : Screen.CONNECTORS.path() + "?category=" + category.wireName();
  }

  private Component side(PriceRow row) {
    return viewer.may(Permission.MANAGE_CONNECTORS)
        ? Actions.small(Actions.dangerous("withdraw", () -> openWithdrawal(row)))
        : new StatusBadge(Words.of("status", row.state()), tone(row.state()));
  }

  private void openWithdrawal(PriceRow row) {
    new ReasonDialog(
            getTranslation("prices.withdraw.title"),
            getTranslation("prices.withdraw.consequence." + row.state().wireName()),
            getTranslation("action.withdraw"),
            (dialog, reason) -> {
              Result<PriceRow> result = prices.withdraw(viewer.actor(), row.change().id(), reason);
              return !(result instanceof Result.Refused<PriceRow>(var refusal)
                      && dialog.tells(refusal))
                  && finished(result, "detail.saved");
            })
        .dangerous()
        .open();
  }

  private void saved(PriceRow row) {
    Notices.undoable(
        getTranslation("detail.saved"),
        () ->
            finished(
                prices.withdraw(viewer.actor(), row.change().id(), getTranslation("undo.reason")),
                "notice.undone"));
    show();
  }

  /** Whether it was done, or can be no more; why not is said. */
  private boolean finished(Result<PriceRow> result, String doneKey) {
    if (result instanceof Result.Refused<PriceRow>(var refusal)) {
      Notices.refused(refusal);
      if (refusal.tellsOfChange()) {
        show();
      }
      return refusal.tellsOfChange();
    }
    Notices.success(getTranslation(doneKey));
    show();
    return true;
  }

  private String price(PriceChange change) {
    return change.followsCategory() ? getTranslation("prices.as-category") : price(change.prices());
  }

  private String price(Map<Interval, Money> prices) {
    return price(
        prices.getOrDefault(Interval.MONTH, Money.zero("USD")),
        prices.getOrDefault(Interval.YEAR, Money.zero("USD")));
  }

  private String price(Money month, Money year) {
    return getTranslation("connectors.price", formats.money(month), formats.money(year));
  }

  private static Tone tone(PriceChange.State state) {
    return switch (state) {
      case COMING -> Tone.ATTENTION;
      case PRESENT -> Tone.GOOD;
      case PAST, WITHDRAWN -> Tone.NEUTRAL;
    };
  }
}
