package com.bpmcentr.console.connector.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorDetail;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.connector.ConnectorSecret;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.ConfirmDialog;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.SecretDialog;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.console.usage.UsageService;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connector: its policy, its price, its secrets. */
@Route("connectors/:id")
@PermitAll
final class ConnectorPage extends DetailPage<ConnectorDetail> {

  private static final List<Duration> OVERLAPS =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

  /** Further it is not counted: what matters is whether it is many. */
  private static final int MOST_COUNTED = 10_000;

  private final ConnectorService connectors;
  private final ActivityPanels activity;
  private final SubscriptionService subscriptions;
  private final UsageService usage;
  private final Viewer viewer;
  private final Reauthentication reauthentication;

  ConnectorPage(
      ConnectorService connectors,
      ActivityPanels activity,
      SubscriptionService subscriptions,
      UsageService usage,
      Viewer viewer,
      Reauthentication reauthentication,
      Propagation propagation) {
    super(Screen.CONNECTORS, propagation);
    this.connectors = connectors;
    this.activity = activity;
    this.subscriptions = subscriptions;
    this.usage = usage;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
  }

  @Override
  protected Result<ConnectorDetail> load(String id) {
    return connectors.get(viewer.actor(), id);
  }

  @Override
  protected String show(ConnectorDetail detail, Div page) {
    Connector connector = detail.connector();
    page.add(
        head(connector),
        new Panel(getTranslation("connectors.policy"), policy(connector)),
        secrets(detail),
        activity.of(ActivitySubject.CONNECTOR, connector.id()));
    return connector.details().name();
  }

  private PageHead head(Connector connector) {
    ConnectorState state = connector.state();
    var head =
        new PageHead(connector.details().name())
            .badge(new StatusBadge(Words.of("connector-state", state), ConnectorTones.of(state)))
            .below(new Code(connector.id()));
    if (connector.reserved()) {
      head.badge(new StatusBadge(getTranslation("connectors.reserved"), Tone.NEUTRAL));
    }
    if (viewer.may(Permission.MANAGE_CONNECTORS)) {
      head.action(Actions.plain("edit", () -> openEdit(connector)));
      if (state == ConnectorState.PUBLISHED) {
        head.action(Actions.dangerous("retire", () -> openRetirement(connector)));
      } else {
        head.action(Actions.primary("publish", () -> openPublication(connector)));
      }
    }
    return head;
  }

  private void openEdit(Connector connector) {
    ConnectorForm.edit(
            connector,
            seen -> seen.isFreeForAll() ? blastRadius(seen) : new Div(),
            () -> connectors.get(viewer.actor(), connector.id()).map(ConnectorDetail::connector),
            (seen, details, reason) ->
                connectors.edit(viewer.actor(), seen.id(), seen.version(), details, reason),
            done -> finished(done, "detail.saved"))
        .open();
  }

  private void openPublication(Connector connector) {
    boolean wasRetired = connector.state() == ConnectorState.RETIRED;
    new ConfirmDialog(
            getTranslation("connectors.publish.title", connector.details().name()),
            getTranslation("connectors.publish.consequence"),
            getTranslation("action.publish"),
            () ->
                finished(
                    connectors.publish(viewer.actor(), connector.id(), connector.version()),
                    "connectors.published",
                    published ->
                        wasRetired
                            ? Optional.of(
                                () ->
                                    connectors.retire(
                                        viewer.actor(),
                                        published.id(),
                                        published.version(),
                                        getTranslation("undo.reason")))
                            : Optional.empty()))
        .open();
  }

  private void openRetirement(Connector connector) {
    String title = getTranslation("connectors.retire.title", connector.details().name());
    if (connector.isFreeForAll()) {
      new ReasonDialog(
              title,
              getTranslation("connectors.retire.consequence.free"),
              getTranslation("action.retire"),
              reason -> retired(connector, reason))
          .asking(blastRadius(connector))
          .dangerous()
          .open();
    } else {
      new ConfirmDialog(
              title,
              getTranslation("connectors.retire.consequence"),
              getTranslation("action.retire"),
              () -> retired(connector, null))
          .showing(goesOn(connector))
          .dangerous()
          .open();
    }
  }

  private boolean retired(Connector connector, @Nullable String reason) {
    return finished(
        connectors.retire(viewer.actor(), connector.id(), connector.version(), reason),
        "connectors.retired",
        retired ->
            Optional.of(() -> connectors.publish(viewer.actor(), retired.id(), retired.version())));
  }

  private Component blastRadius(Connector connector) {
    return BlastRadiusNote.of(
        usage.ofConnector(viewer.actor(), connector.id()).orElseThrow(),
        viewer.formats(getLocale()));
  }

  /** Nobody is refused by the retirement of what is paid for; but trials end unpaid. */
  private Component goesOn(Connector connector) {
    String trials = working(connector, "trial");
    var note =
        new Note(
            Note.Kind.INFO,
            getTranslation(
                "connectors.retire.goes-on", working(connector, SubscriptionStatus.WORKING)));
    return trials.equals("0")
        ? note
        : note.saying(getTranslation("connectors.retire.trials", trials));
  }

  private String working(Connector connector, String status) {
    long count =
        subscriptions
            .count(
                viewer.actor(),
                Map.of("connectorId", connector.id(), "status", status),
                MOST_COUNTED)
            .orElseThrow();
    String number = viewer.formats(getLocale()).number(Math.min(count, MOST_COUNTED));
    return count >= MOST_COUNTED ? number + "+" : number;
  }

  private FactList policy(Connector connector) {
    ConnectorDetails details = connector.details();
    Formats formats = viewer.formats(getLocale());
    return new FactList()
        .fact(getTranslation("field.category"), Words.of("category", details.category()))
        .fact(getTranslation("field.price"), price(connector, formats))
        .fact(getTranslation("field.group"), ConnectorGroups.name(details.group()))
        .fact(getTranslation("field.maxStalenessSeconds"), Words.duration(details.maxStaleness()))
        .fact(getTranslation("field.onStale"), Words.of("on-stale", details.onStale()))
        .fact(getTranslation("field.createdAt"), formats.dateTime(connector.createdAt()))
        .fact(
            getTranslation("subscriptions.title"),
            new Anchor(
                Screen.SUBSCRIPTIONS.path() + "?connectorId=" + connector.id(),
                getTranslation("connectors.subscriptions")));
  }

  private Component price(Connector connector, Formats formats) {
    Category category = connector.details().category();
    if (category == Category.FREE) {
      return new Span(Words.of("category", category));
    }
    PriceList prices = connectors.prices(viewer.actor()).orElseThrow();
    boolean own = prices.ofConnectors().containsKey(connector.id());
    return new Div(
        new Div(
            getTranslation(
                "connectors.price",
                formats.money(prices.of(connector.id(), category, Interval.MONTH)),
                formats.money(prices.of(connector.id(), category, Interval.YEAR)))),
        new Anchor(
            Screen.PRICES.path(),
            getTranslation(own ? "connectors.price.own" : "connectors.price.category")));
  }

  private Panel secrets(ConnectorDetail detail) {
    Formats formats = viewer.formats(getLocale());
    var rows = new Rows();
    for (ConnectorSecret secret : detail.secrets()) {
      rows.row(
          new Span(getTranslation("connectors.secret.made", formats.dateTime(secret.createdAt()))),
          new Span(
              secret.ref().notAfter() == null
                  ? getTranslation("connectors.secret.forever")
                  : getTranslation(
                      "connectors.secret.until", formats.dateTime(secret.ref().notAfter()))));
    }
    var panel = new Panel(getTranslation("connectors.secrets"));
    panel.add(
        detail.secrets().isEmpty()
            ? new Paragraph(getTranslation("connectors.secrets.none"))
            : rows);
    if (viewer.may(Permission.MANAGE_CONNECTORS)) {
      panel.action(
          Actions.small(
              Actions.plain(
                  "add-secret",
                  () -> openNewSecret(detail.connector(), detail.secrets().isEmpty()))));
      if (!detail.secrets().isEmpty()) {
        panel.action(
            Actions.small(
                Actions.dangerous("remove-secrets", () -> openRemoval(detail.connector()))));
      }
    }
    return panel;
  }

  private void openNewSecret(Connector connector, boolean first) {
    var fields = new Fields();
    var overlap =
        fields.add(
            "overlapSeconds",
            new RadioButtonGroup<Duration>(getTranslation("connectors.secret.overlap")));
    overlap.setItems(OVERLAPS);
    overlap.setItemLabelGenerator(length -> getTranslation("api-keys.overlap." + length.toHours()));
    overlap.setValue(Duration.ofDays(7));
    var reason = fields.add("reason", new TextArea(getTranslation("reason.label")));
    reason.setRequiredIndicatorVisible(true);
    reason.setPlaceholder(getTranslation("reason.placeholder"));
    var stops = new Div();
    Predicate<Duration> isAtOnce = length -> first || length.isZero();
    Consumer<Duration> chosen =
        length -> {
          stops.setVisible(isAtOnce.test(length));
          reason.setVisible(stops.isVisible());
          // a day's use of all customers is added up for it: only for who is to read it
          if (stops.isVisible() && stops.getComponentCount() == 0) {
            stops.add(blastRadius(connector));
          }
        };
    chosen.accept(overlap.getValue());
    overlap.addValueChangeListener(event -> chosen.accept(event.getValue()));
    new FormDialog(
            getTranslation("action.add-secret"),
            getTranslation("action.create-secret"),
            () ->
                fields.finished(
                    connectors.addSecret(
                        viewer.actor(),
                        connector.id(),
                        overlap.getValue(),
                        reason.isVisible() ? reason.getValue().strip() : null),
                    done ->
                        new SecretDialog(
                                getTranslation("connectors.secret.reveal"),
                                getTranslation("connectors.secret.once"),
                                done.value().secret().reveal(),
                                () -> finished(done, "connectors.secret.added"))
                            .open()),
            new Paragraph(getTranslation("connectors.secret.consequence")),
            overlap,
            stops,
            reason)
        .typing(connector.id(), overlap, length -> !first && length.isZero())
        .dangerous(overlap, isAtOnce)
        .guardedBy(reauthentication)
        .open();
  }

  private void openRemoval(Connector connector) {
    new ReasonDialog(
            getTranslation("connectors.secrets.remove.title"),
            getTranslation("connectors.secrets.remove.consequence"),
            getTranslation("action.remove-secrets"),
            reason ->
                finished(
                    connectors.removeSecrets(viewer.actor(), connector.id(), reason),
                    "connectors.secrets.removed"))
        .typing(connector.id())
        .guardedBy(reauthentication)
        .open();
  }
}
