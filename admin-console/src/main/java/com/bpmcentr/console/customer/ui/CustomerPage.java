package com.bpmcentr.console.customer.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.apikey.ApiKeyRow;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.console.apikey.ui.KeyDialogs;
import com.bpmcentr.console.apikey.ui.KeyTones;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.ui.InvoiceTones;
import com.bpmcentr.console.notice.ui.NoticePanels;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.Copyable;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.Secondary;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.shell.detail.Stack;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.console.subscription.ui.NewSubscriptionDialog;
import com.bpmcentr.console.subscription.ui.SubscriptionTones;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageService;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One customer, with all that is theirs. */
@Route("customers/:id")
@PermitAll
final class CustomerPage extends DetailPage<Customer> {

  private static final int MOST_ROWS = 20;
  private static final int MOST_INVOICES = 5;

  private final CustomerService customers;
  private final SubscriptionService subscriptions;
  private final ApiKeyService keys;
  private final InvoiceService invoices;
  private final NewSubscriptionDialog newSubscription;
  private final KeyDialogs keyDialogs;
  private final NoticePanels notices;
  private final ActivityPanels activity;
  private final UsageService usage;
  private final Viewer viewer;

  CustomerPage(
      CustomerService customers,
      SubscriptionService subscriptions,
      ApiKeyService keys,
      InvoiceService invoices,
      NewSubscriptionDialog newSubscription,
      KeyDialogs keyDialogs,
      NoticePanels notices,
      ActivityPanels activity,
      UsageService usage,
      Viewer viewer,
      Propagation propagation) {
    super(Screen.CUSTOMERS, propagation);
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.keys = keys;
    this.invoices = invoices;
    this.newSubscription = newSubscription;
    this.keyDialogs = keyDialogs;
    this.notices = notices;
    this.activity = activity;
    this.usage = usage;
    this.viewer = viewer;
  }

  @Override
  protected Result<Customer> load(String id) {
    return byUuid(id, customer -> customers.get(viewer.actor(), customer));
  }

  @Override
  protected String show(Customer customer, Div page) {
    Formats formats = viewer.formats(getLocale());
    page.add(head(customer));
    Customer.Block block = customer.block();
    if (block != null) {
      page.add(
          new Note(
              Note.Kind.BAD,
              getTranslation("customers.blocked-since", formats.dateTime(block.since())),
              new Div(block.reason()),
              new Div(getTranslation("customers.blocked.means"))));
    }
    var main =
        new Stack(
            subscriptions(customer.id(), formats),
            keys(customer.id(), formats),
            invoices(customer.id(), formats));
    var side = new Stack(new Panel(getTranslation("detail.facts"), facts(customer, formats)));
    notices.ofCustomer(customer.id()).ifPresent(side::add);
    side.add(activity.of(ActivitySubject.CUSTOMER, customer.id()));
    page.add(new SideBySide(main, side));
    return customer.details().name();
  }

  private PageHead head(Customer customer) {
    var head =
        new PageHead(customer.details().name())
            .below(
                new Copyable(customer.details().email()), new Copyable(customer.id().toString()));
    if (customer.blocked()) {
      head.badge(new StatusBadge(getTranslation("status.blocked"), Tone.BAD));
    }
    head.action(Actions.explain(Map.of("customerId", customer.id().toString())));
    if (viewer.may(Permission.MANAGE_CUSTOMERS)) {
      head.action(Actions.plain("edit", () -> openEdit(customer)));
      head.action(
          customer.blocked()
              ? Actions.plain("unblock", () -> openUnblock(customer))
              : Actions.dangerous("block", () -> openBlock(customer)));
    }
    return head;
  }

  private FactList facts(Customer customer, Formats formats) {
    CustomerDetails details = customer.details();
    return new FactList()
        .fact(getTranslation("field.company"), details.company())
        .fact(getTranslation("field.country"), Words.country(details.country()))
        .fact(getTranslation("field.locale"), Languages.ownName(details.locale()))
        .fact(getTranslation("field.createdAt"), formats.dateTime(customer.createdAt()));
  }

  private Panel subscriptions(UUID customerId, Formats formats) {
    Page<SubscriptionRow> found =
        subscriptions.list(viewer.actor(), ofCustomer(customerId)).orElseThrow();
    var rows = new Rows();
    for (SubscriptionRow row : found.items()) {
      String account = row.subscription().binding().account();
      var what =
          new TwoLines(
              new Anchor(
                  path(Screen.SUBSCRIPTIONS, row.subscription().id().toString()),
                  row.connectorName()),
              account == null
                  ? new Span(getTranslation("subscriptions.unbound"))
                  : new Code(account));
      var status = SubscriptionTones.badge(row.status());
      if (row.status() == SubscriptionStatus.REVOKED) {
        rows.row(what, status);
      } else {
        String end = formats.date(row.subscription().term().endsAt());
        rows.row(what, side("subscriptions.ends", end), status);
      }
    }
    var panel = panel("subscriptions.title", "customers.subscriptions.none", rows, found);
    linkToAll(panel, Screen.SUBSCRIPTIONS, customerId, found);
    if (viewer.may(Permission.BILL) || viewer.may(Permission.MANAGE_CUSTOMERS)) {
      panel.action(
          Actions.small(
              Actions.named(
                  "subscriptions.new",
                  () ->
                      newSubscription
                          .of(customerId, done -> finished(done, "subscriptions.created"))
                          .open())));
    }
    return panel;
  }

  private Panel keys(UUID customerId, Formats formats) {
    Page<ApiKeyRow> found = keys.list(viewer.actor(), ofCustomer(customerId)).orElseThrow();
    var rows = new Rows();
    for (ApiKeyRow row : found.items()) {
      rows.row(
          new TwoLines(
              new Anchor(path(Screen.API_KEYS, row.apiKey().id().toString()), row.apiKey().name()),
              new Code(row.apiKey().prefix() + "…")),
          row.status() == ApiKeyStatus.RETIRING
              ? side("api-keys.stops", formats.optionalDateTime(row.apiKey().notAfter()))
              : side("api-keys.made", formats.date(row.apiKey().createdAt())),
          KeyTones.badge(row.status()));
    }
    var panel = panel("api-keys.title", "customers.keys.none", rows, found);
    linkToAll(panel, Screen.API_KEYS, customerId, found);
    if (viewer.may(Permission.MANAGE_CUSTOMERS)) {
      panel.action(
          Actions.small(
              Actions.named(
                  "api-keys.new",
                  () ->
                      keyDialogs
                          .create(customerId, done -> finished(done, "api-keys.created"))
                          .open())));
    }
    return panel;
  }

  private Panel invoices(UUID customerId, Formats formats) {
    Page<InvoiceRow> found =
        invoices
            .list(
                viewer.actor(),
                new ListQuery(
                    Map.of("customerId", customerId.toString()), List.of(), 0, MOST_INVOICES))
            .orElseThrow();
    var rows = new Rows();
    for (InvoiceRow row : found.items()) {
      rows.row(
          new TwoLines(
              new Anchor(
                  path(Screen.INVOICES, row.invoice().id().toString()),
                  getTranslation("invoices.named", Long.toString(row.invoice().number()))),
              new Span(row.connectorName() + " · " + formats.money(row.invoice().bill().amount()))),
          side("customers.invoices.due", formats.date(row.invoice().bill().dueAt())),
          InvoiceTones.badge(row.status()));
    }
    var panel = panel(Screen.INVOICES.titleKey(), "customers.invoices.none", rows, found);
    linkToAll(panel, Screen.INVOICES, customerId, found);
    return panel;
  }

  private Panel panel(String titleKey, String noneKey, Rows rows, Page<?> found) {
    return new Panel(
        getTranslation(titleKey),
        found.items().isEmpty() ? new Paragraph(getTranslation(noneKey)) : rows);
  }

  private void linkToAll(Panel panel, Screen screen, UUID customerId, Page<?> found) {
    if (found.total() > found.items().size()) {
      panel.add(
          new Anchor(screen.path() + "?customerId=" + customerId, getTranslation("customers.all")));
    }
  }

  private Span side(String key, String date) {
    return new Secondary(getTranslation(key, date));
  }

  private static ListQuery ofCustomer(UUID id) {
    return new ListQuery(Map.of("customerId", id.toString()), List.of(), 0, MOST_ROWS);
  }

  private void openEdit(Customer customer) {
    CustomerForm.edit(
            customer,
            () -> customers.get(viewer.actor(), customer.id()),
            (seen, details) -> customers.edit(viewer.actor(), seen.id(), seen.version(), details),
            done -> finished(done, "detail.saved"))
        .open();
  }

  private void openBlock(Customer customer) {
    new ReasonDialog(
            getTranslation("customers.block.title", customer.details().name()),
            getTranslation("customers.block.consequence"),
            getTranslation("action.block"),
            reason ->
                finished(
                    customers.block(viewer.actor(), customer.id(), customer.version(), reason),
                    "customers.blocked",
                    blocked -> Optional.of(() -> unblock(blocked, getTranslation("undo.reason")))))
        .asking(
            BlastRadiusNote.of(
                usage
                    .blastRadius(viewer.actor(), BlastRadius.Subject.CUSTOMER, customer.id())
                    .orElseThrow(),
                viewer.formats(getLocale())))
        .dangerous()
        .open();
  }

  private void openUnblock(Customer customer) {
    new ReasonDialog(
            getTranslation("customers.unblock.title", customer.details().name()),
            getTranslation("customers.unblock.consequence"),
            getTranslation("action.unblock"),
            reason ->
                finished(
                    unblock(customer, reason),
                    "customers.unblocked",
                    unblocked -> blockedAgain(customer.block(), unblocked)))
        .open();
  }

  private Result<Customer> unblock(Customer seen, String reason) {
    return customers.unblock(viewer.actor(), seen.id(), seen.version(), reason);
  }

  private Optional<Undo> blockedAgain(Customer.@Nullable Block before, Customer seen) {
    return Optional.ofNullable(before)
        .map(
            block ->
                () -> customers.block(viewer.actor(), seen.id(), seen.version(), block.reason()));
  }
}
