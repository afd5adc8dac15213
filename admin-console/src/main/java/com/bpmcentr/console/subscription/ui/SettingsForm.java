package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.detail.Edit;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NoticeTimes;
import com.bpmcentr.console.subscription.Settings;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules' numbers in the units that people count them in. */
final class SettingsForm {

  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  private final Fields fields = new Fields();
  private final NumberField trial = fields.add("trialSeconds", number("settings.trial.days"));
  private final IntegerField trials =
      fields.add("trialsPerCustomer", new IntegerField(text("settings.trials")));
  private final NumberField grace = fields.add("graceSeconds", number("settings.grace.hours"));
  private final IntegerField moves = fields.add("moves", new IntegerField(text("settings.moves")));
  private final NumberField window =
      fields.add("moveWindowSeconds", number("settings.window.days"));
  private final NumberField trialNotice =
      fields.add("trialNoticeSeconds", number("settings.notice.trial"));
  private final NumberField monthNotice =
      fields.add("monthNoticeSeconds", number("settings.notice.month"));
  private final NumberField yearNotice =
      fields.add("yearNoticeSeconds", number("settings.notice.year"));
  private final NumberField priceNotice =
      fields.add("priceNoticeSeconds", number("settings.notice.price"));
  private final IntegerField firstReminder =
      fields.add("firstReminderDay", new IntegerField(text("settings.reminder.first")));
  private final IntegerField secondReminder =
      fields.add("secondReminderDay", new IntegerField(text("settings.reminder.second")));
  private final IntegerField thirdReminder =
      fields.add("thirdReminderDay", new IntegerField(text("settings.reminder.third")));
  private final ComboBox<String> zone =
      fields.add("zone", new ComboBox<>(text("settings.zone"), zones()));

  private SettingsForm(LifecycleRules rules) {
    trial.setValue(rules.trial().toSeconds() / DAY);
    trials.setValue(rules.trialsOfCustomer());
    grace.setValue(rules.grace().toSeconds() / HOUR);
    moves.setValue(rules.moves());
    window.setValue(rules.moveWindow().toSeconds() / DAY);
    zone.setValue(rules.zone().getId());
    NoticeTimes notices = rules.notices();
    trialNotice.setValue(notices.trial().toSeconds() / DAY);
    monthNotice.setValue(notices.month().toSeconds() / DAY);
    yearNotice.setValue(notices.year().toSeconds() / DAY);
    priceNotice.setValue(notices.price().toSeconds() / DAY);
    firstReminder.setValue(notices.firstReminder());
    secondReminder.setValue(notices.secondReminder());
    thirdReminder.setValue(notices.thirdReminder());
  }

  /**
   * The dialog that edits them.
   *
   * @param save saves the rules over the settings that were seen, for the reason
   */
  static ReasonDialog edit(
      Settings settings,
      Supplier<Result<Settings>> reload,
      Save save,
      Consumer<Result.Done<Settings>> next) {
    var form = new SettingsForm(settings.rules());
    var shown =
        new Div(
            new H3(text("settings.subscriptions")),
            form.trial,
            form.trials,
            form.grace,
            form.moves,
            form.window,
            form.zone,
            new H3(text("settings.notices")),
            form.trialNotice,
            form.monthNotice,
            form.yearNotice,
            form.priceNotice,
            form.firstReminder,
            form.secondReminder,
            form.thirdReminder);
    shown.addClassName("dialog-form");
    return new Edit<>(settings, form.fields, now -> new SettingsForm(now.rules()).fields, reload)
        .dialog(
            text("settings.edit"),
            text("settings.consequence"),
            text("action.save"),
            (seen, reason) -> form.saved(seen, reason, save),
            next)
        .asking(shown);
  }

  /** What is done with the rules and the reason. */
  @FunctionalInterface
  interface Save {
    Result<Settings> over(Settings seen, LifecycleRules rules, String reason);
  }

  private Result<Settings> saved(Settings seen, String reason, Save save) {
    return zone.isEmpty()
        ? Result.refused(new Refusal.Invalid("zone", InvalidKey.REQUIRED))
        : inUnits(save.over(seen, rules(), reason));
  }

  private LifecycleRules rules() {
    return new LifecycleRules(
        ZoneId.of(zone.getValue()),
        length(trial.getValue(), DAY),
        length(grace.getValue(), HOUR),
        Objects.requireNonNullElse(trials.getValue(), -1),
        Objects.requireNonNullElse(moves.getValue(), -1),
        length(window.getValue(), DAY),
        new NoticeTimes(
            length(trialNotice.getValue(), DAY),
            length(monthNotice.getValue(), DAY),
            length(yearNotice.getValue(), DAY),
            length(priceNotice.getValue(), DAY),
            Objects.requireNonNullElse(firstReminder.getValue(), -1),
            Objects.requireNonNullElse(secondReminder.getValue(), -1),
            Objects.requireNonNullElse(thirdReminder.getValue(), -1)));
  }

  /** An empty or unreadable field is out of range: the service then says what the range is. */
  private static Duration length(@Nullable Double count, double unit) {
    return Duration.ofSeconds(count == null ? -1 : Math.round(count * unit));
  }

  /** The service counts seconds; a refusal of a range is told in the field's own unit. */
  private static Result<Settings> inUnits(Result<Settings> result) {
    if (result
            instanceof
            Result.Refused<Settings>(
                Refusal.Invalid(String field, String messageKey, List<Object> range))
        && messageKey.equals(InvalidKey.SECONDS_RANGE)) {
      double unit = field.equals("graceSeconds") ? HOUR : DAY;
      return Result.refused(
          new Refusal.Invalid(
              field, InvalidKey.NUMBER_RANGE, range.stream().map(end -> in(unit, end)).toList()));
    }
    return result;
  }

  private static Object in(double unit, Object seconds) {
    return ((Number) seconds).doubleValue() / unit;
  }

  private static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.contains("/") && !id.startsWith("SystemV/") && !id.startsWith("Etc/"))
        .sorted()
        .toList();
  }

  private static NumberField number(String label) {
    var field = new NumberField(text(label));
    field.setMin(0);
    return field;
  }
}
