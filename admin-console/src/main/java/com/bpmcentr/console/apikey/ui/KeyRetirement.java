package com.bpmcentr.console.apikey.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks when a key is to stop. */
@Component
class KeyRetirement {

  private final ApiKeyService keys;
  private final KeyDialogs dialogs;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final InstantSource clock;

  KeyRetirement(
      ApiKeyService keys,
      KeyDialogs dialogs,
      Viewer viewer,
      Reauthentication reauthentication,
      InstantSource clock) {
    this.keys = keys;
    this.dialogs = dialogs;
    this.viewer = viewer;
    this.reauthentication = reauthentication;
    this.clock = clock;
  }

  Dialog of(ApiKey key, Predicate<Result<ApiKey>> finished) {
    ZoneId zone = viewer.zone();
    var fields = new Fields();
    DateTimePicker at =
        fields.add("notAfter", Calendars.speak(new DateTimePicker(text("api-keys.retire.at"))));
    at.setRequiredIndicatorVisible(true);
    at.setHelperText(Words.zone(zone));
    if (key.notAfter() != null) {
      at.setValue(key.notAfter().atZone(zone).toLocalDateTime());
    }
    var reason = fields.add("reason", new TextArea(text("reason.label")));
    reason.setRequiredIndicatorVisible(true);
    reason.setPlaceholder(text("reason.placeholder"));
    return new FormDialog(
            text("api-keys.retire.title", key.name()),
            text(word(key)),
            () -> fields.finishedBy(finished, retire(key, at, reason.getValue(), zone)),
            new Paragraph(text("api-keys.retire.consequence")),
            dialogs.blastRadius(key),
            at,
            reason)
        .typing(key.prefix(), at, chosen -> isSoon(chosen, zone))
        .guardedBy(reauthentication);
  }

  /** The button that opens it. */
  Button offered(ApiKey key, Runnable open) {
    Button button = Actions.plain("retire-key", open);
    button.setText(text(word(key)));
    return button;
  }

  private static String word(ApiKey key) {
    return key.notAfter() == null ? "action.retire-key" : "action.retire-key.again";
  }

  private boolean isSoon(@Nullable LocalDateTime chosen, ZoneId zone) {
    return chosen != null && ApiKey.isSoon(chosen.atZone(zone).toInstant(), clock.instant());
  }

  private Result<ApiKey> retire(
      ApiKey key, DateTimePicker at, @Nullable String reason, ZoneId zone) {
    return Result.unless(
        Calendars.problem("notAfter", at),
        () ->
            at.isEmpty()
                ? Result.refused(new Refusal.Invalid("notAfter", InvalidKey.REQUIRED))
                : keys.retire(
                    viewer.actor(), key.id(), at.getValue().atZone(zone).toInstant(), reason));
  }
}
