package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.Copyable;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.shell.detail.Stack;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.Binding;
import com.bpmcentr.console.subscription.Discount;
import com.bpmcentr.console.subscription.Discounted;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionDetail;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.usage.UsageOf;
import com.bpmcentr.console.usage.ui.UsagePanels;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One subscription: its terms, its account, what may be done next, and what was done. */
@Route("subscriptions/:id")
@PermitAll
final class SubscriptionPage extends DetailPage<SubscriptionDetail> {

  private final SubscriptionService subscriptions;
  private final SubscriptionDialogs dialogs;
  private final BillingDialogs money;
  private final BillingPanel billing;
  private final UsagePanels usage;
  private final ActivityPanels activity;
  private final Viewer viewer;

  SubscriptionPage(
      SubscriptionService subscriptions,
      SubscriptionDialogs dialogs,
      BillingDialogs money,
      BillingPanel billing,
      UsagePanels usage,
      ActivityPanels activity,
      Viewer viewer,
      Propagation propagation) {
    super(Screen.SUBSCRIPTIONS, propagation);
    this.subscriptions = subscriptions;
    this.dialogs = dialogs;
    this.money = money;
    this.billing = billing;
    this.usage = usage;
    this.activity = activity;
    this.viewer = viewer;
  }

  @Override
  protected Result<SubscriptionDetail> load(String id) {
    return byUuid(id, subscription -> subscriptions.get(viewer.actor(), subscription));
  }

  @Override
  protected String show(SubscriptionDetail detail, Div page) {
    Subscription subscription = detail.row().subscription();
    Formats formats = viewer.formats(getLocale());
    page.add(head(detail));
    AccessNotes.of(detail.row(), formats).forEach(page::add);
    var facts =
        new Stack(
            new Panel(getTranslation("subscriptions.terms"), terms(subscription, formats)),
            new Panel(getTranslation("subscriptions.binding"), binding(detail, formats)),
            billing.of(subscription.id(), billingButtons(detail), formats),
            usage.of(UsageOf.SUBSCRIPTION, subscription.id()));
    page.add(new SideBySide(facts, activity.of(ActivitySubject.SUBSCRIPTION, subscription.id())));
    return detail.row().connectorName() + " – " + detail.row().customerName();
  }

  @Override
  protected boolean isNamedByItsDialogs() {
    return true;
  }

  private PageHead head(SubscriptionDetail detail) {
    SubscriptionRow row = detail.row();
    Subscription subscription = row.subscription();
    var head =
        new PageHead(row.connectorName())
            .badge(SubscriptionTones.badge(row.status()))
            .below(
                new Anchor(
                    path(Screen.CUSTOMERS, subscription.customerId().toString()),
                    row.customerName()),
                new Span(row.customerEmail()),
                new Anchor(
                    path(Screen.CONNECTORS, subscription.connectorId()),
                    subscription.connectorId()),
                new Copyable(subscription.id().toString()));
    head.action(Actions.explain(check(subscription)));
    for (ActionName action : ActionName.values()) {
      if (action.takesOnlyAReason() || action == ActionName.CHANGE_ACCOUNT) {
        if (!detail.allowedActions().contains(action)) {
          continue;
        }
        head.action(button(action, detail));
      }
    }
    return head;
  }

  /** With the customer's newest key, which the screen finds by itself. */
  private static Map<String, String> check(Subscription subscription) {
    Map<String, String> asked = new HashMap<>();
    asked.put("customerId", subscription.customerId().toString());
    asked.put("connector", subscription.connectorId());
    String account = subscription.binding().account();
    if (account != null) {
      asked.put("account", account);
    }
    return asked;
  }

  private List<Button> billingButtons(SubscriptionDetail detail) {
    Subscription seen = detail.row().subscription();
    List<Button> buttons = new ArrayList<>();
    for (ActionName action :
        List.of(
            ActionName.PAY, ActionName.CHANGE_INTERVAL, ActionName.DISCOUNT, ActionName.REFUND)) {
      boolean allowed = detail.allowedActions().contains(action);
      if (allowed && (action != ActionName.REFUND || money.isToRefund(seen))) {
        buttons.add(Actions.marked(action.wireName(), () -> openBilling(action, seen)));
      }
    }
    if (seen.renewal().discount() != null
        && detail.allowedActions().contains(ActionName.DISCOUNT)) {
      buttons.add(
          Actions.plain(
              "end-discount",
              () ->
                  money.endDiscount(
                      seen,
                      result ->
                          finished(
                              result,
                              "billing.end-discount.done",
                              done ->
                                  money.undoDiscount(
                                      seen.customerId(),
                                      List.of(new Discounted(done, seen.renewal().discount())))))));
    }
    return buttons;
  }

  private void openBilling(ActionName action, Subscription seen) {
    String done = "billing." + action.wireName() + ".done";
    switch (action) {
      case PAY -> money.pay(seen, result -> finished(result, done), this::outdated);
      case REFUND -> money.refund(seen, result -> finished(result, done), this::outdated);
      case CHANGE_INTERVAL ->
          money.changeInterval(
              seen,
              result ->
                  finished(
                      result, done, changed -> money.undoInterval(seen, changed.subscription())),
              this::outdated);
      case DISCOUNT ->
          money.discount(
              seen,
              result ->
                  finished(result, done, given -> money.undoDiscount(seen.customerId(), given)));
      case CHANGE_ACCOUNT, CANCEL, REACTIVATE, SUSPEND, RESUME, REVOKE ->
          throw new IllegalArgumentException("is not about money");
    }
  }

  private Button button(ActionName action, SubscriptionDetail detail) {
    Runnable open =
        () ->
            dialogs.open(
                action,
                detail,
                result ->
                    finished(
                        result,
                        "subscriptions." + action.wireName() + ".done",
                        done ->
                            dialogs.undo(
                                action, detail.row().subscription(), done.subscription())));
    return Actions.marked(action.wireName(), open);
  }

  private FactList terms(Subscription subscription, Formats formats) {
    var facts =
        new FactList()
            .fact(
                getTranslation("field.interval"),
                Words.of("interval", subscription.terms().interval()))
            .fact(getTranslation("field.price"), formats.money(subscription.terms().price()))
            .fact(
                getTranslation("field.category"),
                Words.of("category", subscription.terms().category()))
            .fact(
                getTranslation("field.startsAt"), formats.dateTime(subscription.term().startsAt()))
            .fact(getTranslation("field.endsAt"), formats.dateTime(subscription.term().endsAt()))
            .fact(getTranslation("field.createdAt"), formats.dateTime(subscription.createdAt()))
            .fact(
                getTranslation("billing.next-interval"),
                subscription.renewal().interval() == null
                    ? null
                    : Words.of("interval", subscription.renewal().interval()))
            .fact(getTranslation("billing.discount"), discount(subscription, formats));
    if (subscription.revocation() != null) {
      return facts;
    }
    Instant graceUntil = subscription.graceUntil();
    return facts
        .fact(
            getTranslation("field.graceUntil"),
            graceUntil == null ? null : formats.dateTime(graceUntil))
        .fact(
            getTranslation("field.autoRenew"),
            getTranslation(
                subscription.autoRenew() ? "subscriptions.renews" : "subscriptions.renews-not"));
  }

  private @Nullable String discount(Subscription subscription, Formats formats) {
    return switch (subscription.renewal().discount()) {
      case null -> null;
      case Discount(_, Discount.Percent percent, String reason, Instant endsAt) ->
          percent + until(endsAt, formats) + " · " + reason;
      case Discount(_, Discount.FixedPrice(Money price, _), String reason, Instant endsAt) ->
          formats.money(price) + until(endsAt, formats) + " · " + reason;
    };
  }

  private String until(@Nullable Instant endsAt, Formats formats) {
    return endsAt == null
        ? ""
        : " " + getTranslation("billing.discount.until", formats.lastDay(endsAt));
  }

  private Component binding(SubscriptionDetail detail, Formats formats) {
    Binding binding = detail.row().subscription().binding();
    String account = binding.account();
    if (account == null) {
      boolean bindable = detail.allowedActions().contains(ActionName.CHANGE_ACCOUNT);
      return new Paragraph(
          getTranslation(bindable ? "subscriptions.unbound.next" : "subscriptions.unbound"));
    }
    return new FactList()
        .fact(getTranslation("field.makeAccountId"), new Copyable(account))
        .fact(getTranslation("subscriptions.bound-at"), formats.optionalDateTime(binding.boundAt()))
        .fact(getTranslation("subscriptions.previous-account"), binding.previousAccount());
  }
}
