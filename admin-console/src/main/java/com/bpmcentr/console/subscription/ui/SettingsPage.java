package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NoticeTimes;
import com.bpmcentr.console.subscription.Settings;
import com.bpmcentr.console.subscription.SettingsService;
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
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;

/** The numbers of the business rules; an owner changes them. */
@Route("settings")
@PermitAll
final class SettingsPage extends Main implements HasDynamicTitle, BeforeEnterObserver {

  private final SettingsService settings;
  private final Viewer viewer;

  SettingsPage(SettingsService settings, Viewer viewer) {
    this.settings = settings;
    this.viewer = viewer;
    addClassName("page");
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.SETTINGS.titleKey()));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    show();
  }

  private void show() {
    removeAll();
    switch (settings.get(viewer.actor())) {
      case Result.Done<Settings>(Settings found, var _) -> show(found);
      case Result.Refused<Settings>(var refusal) -> Notices.refused(refusal);
    }
  }

  private void show(Settings found) {
    LifecycleRules rules = found.rules();
    var stack =
        new Div(
            new Panel(
                getTranslation("settings.subscriptions"),
                new FactList()
                    .fact(getTranslation("settings.trial.days"), days(rules.trial()))
                    .fact(getTranslation("settings.trials"), number(rules.trialsOfCustomer()))
                    .fact(getTranslation("settings.grace.hours"), hours(rules.grace()))
                    .fact(getTranslation("settings.moves"), number(rules.moves()))
                    .fact(getTranslation("settings.window.days"), days(rules.moveWindow()))
                    .fact(getTranslation("settings.zone"), rules.zone().getId()),
                new Paragraph(getTranslation("settings.consequence"))),
            notices(rules.notices()),
            new Panel(
                getTranslation(Screen.SIGNING_KEYS.titleKey()),
                new Paragraph(getTranslation("settings.signing-keys")),
                new Anchor(
                    Screen.SIGNING_KEYS.path(), getTranslation(Screen.SIGNING_KEYS.titleKey()))));
    stack.addClassName("stack");
    add(head(found), stack);
  }

  private Panel notices(NoticeTimes times) {
    return new Panel(
        getTranslation("settings.notices"),
        new FactList()
            .fact(getTranslation("settings.notice.trial"), days(times.trial()))
            .fact(getTranslation("settings.notice.month"), days(times.month()))
            .fact(getTranslation("settings.notice.year"), days(times.year()))
            .fact(getTranslation("settings.notice.price"), days(times.price()))
            .fact(getTranslation("settings.reminder.first"), number(times.firstReminder()))
            .fact(getTranslation("settings.reminder.second"), number(times.secondReminder()))
            .fact(getTranslation("settings.reminder.third"), number(times.thirdReminder())),
        new Paragraph(getTranslation("settings.notices.consequence")));
  }

  private PageHead head(Settings found) {
    Formats formats = viewer.formats(getLocale());
    Instant changedAt = found.changedAt();
    var head =
        new PageHead(getTranslation(Screen.SETTINGS.titleKey()))
            .below(
                new Span(
                    changedAt == null
                        ? getTranslation("settings.as-sold")
                        : getTranslation("settings.changed", formats.dateTime(changedAt))));
    if (changedAt != null && viewer.may(Screen.AUDIT.permission())) {
      head.below(
          new Anchor(
              Screen.AUDIT.path() + "?targetType=settings", getTranslation("settings.history")));
    }
    return viewer.may(Permission.MANAGE_STAFF)
        ? head.action(Actions.primary("edit", () -> openEdit(found)))
        : head;
  }

  private void openEdit(Settings found) {
    SettingsForm.edit(
            found,
            () -> settings.get(viewer.actor()),
            (seen, rules, reason) -> settings.edit(viewer.actor(), seen.version(), rules, reason),
            done -> {
              Notices.success(getTranslation("detail.saved"));
              show();
            })
        .open();
  }

  private String days(Duration length) {
    return decimal(length.toSeconds() / (double) Duration.ofDays(1).toSeconds());
  }

  private String hours(Duration length) {
    return decimal(length.toSeconds() / (double) Duration.ofHours(1).toSeconds());
  }

  private String number(int number) {
    return viewer.formats(getLocale()).number(number);
  }

  private String decimal(double number) {
    return NumberFormat.getNumberInstance(getLocale()).format(number);
  }
}
