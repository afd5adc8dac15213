package com.bpmcentr.console.apikey.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks how long a key goes on beside the one that comes in its place. */
@Component
class KeyRotation {

  private static final Optional<Duration> USUAL = Optional.of(Duration.ofHours(24));

  /** The last is none: until a time that is given. */
  private static final List<Optional<Duration>> OVERLAPS =
      List.of(
          Optional.of(Duration.ZERO),
          Optional.of(Duration.ofHours(1)),
          USUAL,
          Optional.of(Duration.ofDays(7)),
          Optional.empty());

  private final ApiKeyService keys;
  private final KeyDialogs dialogs;
  private final Viewer viewer;
  private final Reauthentication reauthentication;
  private final InstantSource clock;

  KeyRotation(
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

  /**
   * @param next what follows once the new key has been saved by its reader
   * @param outdated what follows where the key can be rotated no more; true closes the dialog
   */
  Dialog of(
      ApiKey key,
      Consumer<Result.Done<RevealedApiKey>> next,
      Predicate<Result<RevealedApiKey>> outdated) {
    return new Form(key).dialog(next, outdated);
  }

  /** What is chosen, and what it means. */
  private final class Form {

    private final ApiKey key;
    private final Formats formats = viewer.formats(UI.getCurrent().getLocale());
    private final Fields fields = new Fields();
    private final RadioButtonGroup<Optional<Duration>> overlap =
        fields.add("overlapSeconds", new RadioButtonGroup<>(text("api-keys.overlap")));
    private final DateTimePicker until =
        fields.add("until", Calendars.speak(new DateTimePicker(text("field.until"))));
    private final TextArea reason = fields.add("reason", new TextArea(text("reason.label")));
    private final Paragraph end = new Paragraph();
    private final com.vaadin.flow.component.Component stops;

    Form(ApiKey key) {
      this.key = key;
      this.stops = dialogs.blastRadius(key);
      overlap.setItems(OVERLAPS);
      overlap.setItemLabelGenerator(
          length ->
              length
                  .map(given -> text("api-keys.overlap." + given.toHours()))
                  .orElseGet(() -> text("api-keys.overlap.given")));
      overlap.setValue(USUAL);
      until.setRequiredIndicatorVisible(true);
      until.setHelperText(Words.zone(formats.zone()));
      reason.setRequiredIndicatorVisible(true);
      reason.setPlaceholder(text("reason.placeholder"));
      end.getElement().setAttribute("role", "status");
      overlap.addValueChangeListener(_ -> tell());
      until.addValueChangeListener(_ -> tell());
      tell();
    }

    FormDialog dialog(
        Consumer<Result.Done<RevealedApiKey>> next, Predicate<Result<RevealedApiKey>> outdated) {
      Predicate<Result<RevealedApiKey>> finished =
          result -> {
            if (result instanceof Result.Done<RevealedApiKey> done) {
              dialogs.reveal(done, next);
              return true;
            }
            return outdated.test(result);
          };
      return new FormDialog(
              text("api-keys.rotate.title", key.name()),
              text("action.rotate"),
              () -> fields.finishedBy(finished, rotate()),
              new Paragraph(text("api-keys.rotate.consequence")),
              overlap,
              until,
              end,
              stops,
              reason)
          .typing(key.prefix(), this::isSoon, overlap, until)
          .guardedBy(reauthentication);
    }

    private Result<RevealedApiKey> rotate() {
      // What was far enough when it was chosen may be soon by now.
      tell();
      Optional<Duration> length = overlap.getValue();
      if (length.isPresent()) {
        return keys.rotate(viewer.actor(), key.id(), length.get(), why());
      }
      return Result.unless(
          Calendars.problem("until", until),
          () ->
              until.isEmpty()
                  ? Result.refused(new Refusal.Invalid("until", InvalidKey.REQUIRED))
                  : keys.rotate(viewer.actor(), key.id(), formats.at(until.getValue()), why()));
    }

    /** As for a revocation, which it is for the old key; otherwise nothing is asked. */
    private @Nullable String why() {
      return reason.isVisible() ? reason.getValue().strip() : null;
    }

    private void tell() {
      until.setVisible(overlap.getValue().isEmpty());
      stops.setVisible(isSoon());
      reason.setVisible(stops.isVisible());
      end.setVisible(!isAtOnce());
      end.setText(
          wanted()
              .map(key::endsIfRotated)
              .map(at -> text("api-keys.rotate.end", formats.dateTime(at)))
              .orElse(""));
    }

    /** A length is chosen by its name, a time may be given by mistake. */
    private boolean isSoon() {
      boolean soon =
          until
              .getOptionalValue()
              .filter(at -> ApiKey.isSoon(formats.at(at), clock.instant()))
              .isPresent();
      return isAtOnce() || (overlap.getValue().isEmpty() && soon);
    }

    private boolean isAtOnce() {
      return overlap.getValue().filter(Duration::isZero).isPresent();
    }

    private Optional<Instant> wanted() {
      return overlap
          .getValue()
          .map(length -> clock.instant().plus(length))
          .or(() -> until.getOptionalValue().map(formats::at));
    }
  }
}
