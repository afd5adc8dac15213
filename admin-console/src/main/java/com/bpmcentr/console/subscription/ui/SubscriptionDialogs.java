package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.ActionPreview;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionDetail;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionView;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageService;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Asks before each action on a subscription, and says what exactly it would do now. */
@org.springframework.stereotype.Component
class SubscriptionDialogs {

  private final SubscriptionService subscriptions;
  private final UsageService usage;
  private final Viewer viewer;

  SubscriptionDialogs(SubscriptionService subscriptions, UsageService usage, Viewer viewer) {
    this.subscriptions = subscriptions;
    this.usage = usage;
    this.viewer = viewer;
  }

  /**
   * @param finished what follows the service's answer; true closes the dialog
   */
  void open(
      ActionName action, SubscriptionDetail detail, Predicate<Result<SubscriptionView>> finished) {
    Subscription subscription = detail.row().subscription();
    if (action == ActionName.CHANGE_ACCOUNT) {
      openAccountChange(detail, finished);
      return;
    }
    switch (subscriptions.preview(viewer.actor(), subscription.id(), action)) {
      case Result.Done<ActionPreview>(ActionPreview preview, var _) ->
          ask(action, detail.row(), preview, finished);
      case Result.Refused<ActionPreview>(Refusal refusal) -> {
        // somebody, or the clock, has changed what the page still shows; no dialog is to be closed
        boolean _ = finished.test(Result.refused(refusal));
      }
    }
  }

  private void ask(
      ActionName action,
      SubscriptionRow row,
      ActionPreview preview,
      Predicate<Result<SubscriptionView>> finished) {
    Subscription subscription = row.subscription();
    String key = "subscriptions." + action.wireName();
    var dialog =
        new ReasonDialog(
            text(key + ".title", row.connectorName()),
            consequence(action, subscription, preview),
            text("action." + action.wireName()),
            reason -> finished.test(act(action, subscription, reason)));
    if (preview.endsAccessAtOnce()) {
      dialog.asking(blastRadius(subscription));
    }
    if (preview.isForGood(action)) {
      dialog.typing(subscription.connectorId());
    } else if (action == ActionName.SUSPEND || action == ActionName.CANCEL) {
      dialog.dangerous();
    }
    dialog.open();
  }

  /** What takes the action back, with as little as it took: nothing ended, nothing charged. */
  Optional<DetailPage.Undo> undo(ActionName action, Subscription before, Subscription after) {
    return switch (action) {
      case SUSPEND -> undo(ActionName.RESUME, after, text("undo.reason"));
      case RESUME ->
          Optional.ofNullable(before.hold())
              .flatMap(hold -> undo(ActionName.SUSPEND, after, hold.reason()));
      case CANCEL -> undo(ActionName.REACTIVATE, after, text("undo.reason"));
      case REACTIVATE ->
          after.term().equals(before.term())
              ? undo(ActionName.CANCEL, after, text("undo.reason"))
              : Optional.empty();
      case CHANGE_ACCOUNT ->
          Optional.ofNullable(before.binding().account())
              .map(account -> () -> move(after, account, false, text("undo.reason")));
      case REVOKE, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT -> Optional.empty();
    };
  }

  private Optional<DetailPage.Undo> undo(ActionName opposite, Subscription seen, String reason) {
    return subscriptions.preview(viewer.actor(), seen.id(), opposite)
                instanceof Result.Done<ActionPreview>(ActionPreview preview, _)
            && !preview.startsPeriod()
        ? Optional.of(() -> act(opposite, seen, reason))
        : Optional.empty();
  }

  private Component blastRadius(Subscription subscription) {
    return BlastRadiusNote.of(
        usage
            .blastRadius(viewer.actor(), BlastRadius.Subject.SUBSCRIPTION, subscription.id())
            .orElseThrow(),
        viewer.formats(UI.getCurrent().getLocale()));
  }

  private Result<SubscriptionView> act(ActionName action, Subscription seen, String reason) {
    Actor actor = viewer.actor();
    UUID id = seen.id();
    int version = seen.version();
    return switch (action) {
      case CANCEL -> subscriptions.cancel(actor, id, version, reason);
      case REACTIVATE -> subscriptions.reactivate(actor, id, version, reason);
      case SUSPEND -> subscriptions.suspend(actor, id, version, reason);
      case RESUME -> subscriptions.resume(actor, id, version, reason);
      case REVOKE -> subscriptions.revoke(actor, id, version, reason);
      case CHANGE_ACCOUNT, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT ->
          throw new IllegalArgumentException("has a dialog of its own");
    };
  }

  private void openAccountChange(
      SubscriptionDetail detail, Predicate<Result<SubscriptionView>> finished) {
    Subscription subscription = detail.row().subscription();
    var fields = new Fields();
    var account =
        fields.add("makeAccountId", new TextField(text("subscriptions.change_account.new")));
    account.addValueChangeListener(_ -> account.setInvalid(false));
    account.setRequiredIndicatorVisible(true);
    var override = new Checkbox(text("subscriptions.change_account.override"));
    override.setVisible(
        detail.recentMoves() >= detail.movesAllowed() && viewer.may(Permission.OVERRIDE_LIMITS));
    var shown = new Div();
    shown.addClassName("dialog-form");
    String present = subscription.binding().account();
    if (present != null) {
      shown.add(
          blastRadius(subscription),
          new Div(
              text(
                  "subscriptions.change_account.now",
                  present,
                  detail.recentMoves(),
                  detail.movesAllowed(),
                  detail.moveWindow().toDays())));
    }
    shown.add(account, override);
    new ReasonDialog(
            text("subscriptions.change_account.title"),
            text(
                present == null
                    ? "subscriptions.change_account.consequence.first"
                    : "subscriptions.change_account.consequence"),
            text("action.change_account"),
            reason -> {
              Result<SubscriptionView> moved =
                  move(
                      subscription, Typed.account(account.getValue()), override.getValue(), reason);
              return fields.areRefusedBy(moved)
                  ? fields.finished(moved, _ -> {})
                  : finished.test(moved);
            })
        .asking(shown)
        .open();
  }

  private Result<SubscriptionView> move(
      Subscription seen, String account, boolean override, String reason) {
    return subscriptions.changeAccount(
        viewer.actor(), seen.id(), seen.version(), account, override, reason);
  }

  private String consequence(ActionName action, Subscription subscription, ActionPreview preview) {
    String key = "subscriptions." + action.wireName() + ".consequence";
    return switch (action) {
      case CANCEL ->
          cancelConsequence(
              preview, subscription.term().endsAt(), viewer.formats(UI.getCurrent().getLocale()));
      case REACTIVATE -> preview.startsPeriod() ? text(key + ".ended") : text(key);
      case CHANGE_ACCOUNT, SUSPEND, RESUME, REVOKE, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT ->
          text(key);
    };
  }

  /** Within the grace access ends at once, and that is said before. */
  static String cancelConsequence(ActionPreview preview, Instant end, Formats formats) {
    String key = "subscriptions.cancel.consequence";
    if (preview.endsAccessAtOnce()) {
      return text(key + ".grace", formats.dateTime(end));
    }
    return preview.accessAfter()
        ? text(key, formats.dateTime(preview.accessEndsAt()))
        : text(key + ".ended", formats.dateTime(end));
  }
}
