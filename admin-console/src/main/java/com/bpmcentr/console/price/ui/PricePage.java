package com.bpmcentr.console.price.ui;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.price.PriceRow;
import com.bpmcentr.console.price.PriceService;
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
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.list.CsvDownloads;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What everything costs, will cost and did. */
@Route("prices")
@PermitAll
final class PricePage extends Main implements HasDynamicTitle, BeforeEnterObserver {

  private static final List<Category> SOLD =
      List.of(Category.STANDARD, Category.EXTENDED, Category.PREMIUM);

  private final PriceService prices;
  private final ConnectorService connectors;
  private final PriceDialogs dialogs;
  private final Viewer viewer;
  private final CsvDownloads downloads;

  /** What connectors are called, by their ids. */
  private Map<String, String> names = Map.of();

  PricePage(
      PriceService prices,
      ConnectorService connectors,
      PriceDialogs dialogs,
      Viewer viewer,
      CsvDownloads downloads) {
    this.prices = prices;
    this.connectors = connectors;
    this.dialogs = dialogs;
    this.viewer = viewer;
    this.downloads = downloads;
    addClassName("page");
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.PRICES.titleKey()));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    show();
  }

  private void show() {
    removeAll();
    names =
        connectors
            .list(viewer.actor(), ListQuery.first(ListQuery.MOST_ROWS))
            .orElseThrow()
            .items()
            .stream()
            .collect(Collectors.toMap(Connector::id, each -> each.details().name()));
    var head =
        new PageHead(getTranslation(Screen.PRICES.titleKey()))
            .below(new Span(getTranslation("prices.rule")));
    if (viewer.may(Permission.MANAGE_CONNECTORS)) {
      head.action(Actions.primary("set-price", () -> dialogs.set(this::saved)));
    }
    List<PriceRow> changes = prices.changes(viewer.actor()).orElseThrow();
    var stack =
        new Div(
            new Panel(getTranslation("prices.today"), today()),
            new Panel(
                getTranslation("prices.coming"),
                rows(
                    changes.reversed().stream()
                        .filter(row -> row.state() == PriceChange.State.COMING)
                        .toList(),
                    "prices.coming.none")),
            new Panel(
                    getTranslation("prices.history"),
                    rows(
                        changes.stream()
                            .filter(row -> row.state() != PriceChange.State.COMING)
                            .toList(),
                        "prices.history.none"))
                // with what comes: its column says so
                .action(downloads.link("prices", Map::of)));
    stack.addClassName("stack");
    add(head, stack);
  }

  private FactList today() {
    PriceList list = connectors.prices(viewer.actor()).orElseThrow();
    Formats formats = viewer.formats(getLocale());
    var facts = new FactList();
    for (Category category : SOLD) {
      facts.fact(
          Words.of("category", category),
          new Div(
              new Div(
                  price(
                      formats,
                      list.of(category, Interval.MONTH),
                      list.of(category, Interval.YEAR))),
              link(category, null, "prices.connectors")));
    }
    list.ofConnectors().entrySet().stream()
        .sorted(Comparator.comparing(own -> name(own.getKey())))
        .forEach(
            own ->
                facts.fact(
                    name(own.getKey()),
                    new Div(
                        new Div(price(formats, own.getValue())),
                        link(null, own.getKey(), "prices.connector"))));
    return facts;
  }

  private Component rows(List<PriceRow> changes, String none) {
    if (changes.isEmpty()) {
      return new Paragraph(getTranslation(none));
    }
    var rows = new Rows();
    changes.forEach(row -> rows.row(words(row), side(row)));
    return rows;
  }

  private Div words(PriceRow row) {
    PriceChange change = row.change();
    Formats formats = viewer.formats(getLocale());
    var words =
        new Div(
            new Div(
                link(change),
                new Text(
                    ": "
                        + getTranslation(
                            "prices.change",
                            change.followsCategory()
                                ? getTranslation("prices.as-category")
                                : price(formats, change.prices()),
                            formats.dateTime(change.validFrom())))),
            new Div(
                getTranslation(
                    "prices.entered",
                    change.enteredBy(),
                    formats.dateTime(change.enteredAt()),
                    change.reason())));
    PriceChange.Withdrawal withdrawal = change.withdrawal();
    if (withdrawal != null) {
      words.add(
          new Div(
              getTranslation(
                  "prices.withdrawn",
                  withdrawal.by(),
                  formats.dateTime(withdrawal.at()),
                  withdrawal.reason())));
    }
    words.addClassName("cell-two-lines");
    return words;
  }

  private Anchor link(PriceChange change) {
    Category category = change.category();
    return new Anchor(
        target(category, change.connectorId()),
        category == null ? name(String.valueOf(change.connectorId())) : PriceDialogs.all(category));
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
    var badge = new StatusBadge(Words.of("status", row.state()), tone(row.state()));
    if (!row.withdrawable() || !viewer.may(Permission.MANAGE_CONNECTORS)) {
      return badge;
    }
    Button withdraw = Actions.small(Actions.dangerous("withdraw", () -> openWithdrawal(row)));
    return row.state() == PriceChange.State.COMING ? withdraw : new Div(badge, withdraw);
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

  /** Whether it was done; else why not is said. */
  private boolean finished(Result<PriceRow> result, String doneKey) {
    if (result instanceof Result.Refused<PriceRow>(var refusal)) {
      Notices.refused(refusal);
      return false;
    }
    Notices.success(getTranslation(doneKey));
    show();
    return true;
  }

  private String price(Formats formats, Map<Interval, Money> prices) {
    return price(
        formats,
        prices.getOrDefault(Interval.MONTH, Money.zero("USD")),
        prices.getOrDefault(Interval.YEAR, Money.zero("USD")));
  }

  private String price(Formats formats, Money month, Money year) {
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
