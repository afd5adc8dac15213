package com.bpmcentr.console.connector.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectorFormTest {

  private static final Connector SEEN = connector(Category.STANDARD, 0);
  private static final Connector NOW = connector(Category.FREE, 1);

  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);
  private final List<@Nullable String> reasons = new ArrayList<>();
  private final List<Connector> saved = new ArrayList<>();

  /** A refusal was told at a field that could not be seen, and nothing could be saved any more. */
  @Test
  void save_madeFreeMeanwhileAndMineIsChosen_asksForTheReasonAndTheWord() {
    FormDialog dialog =
        ConnectorForm.edit(
            SEEN,
            seen -> new Span("stops " + seen.details().category().wireName()),
            () -> Result.done(NOW),
            this::save,
            done -> saved.add(done.value()));
    dialog.open();
    TextArea reason = Parts.only(dialog, TextArea.class);
    assertThat(reason.isVisible()).isFalse();

    Parts.confirm(dialog);
    Dialog conflict = Parts.dialogs(ui).getLast();
    assertThat(conflict).isNotSameAs(dialog);
    chooseMine(conflict);
    Parts.confirm(conflict);

    assertThat(reason.isVisible()).isTrue();
    assertThat(dialog.getElement().getTextRecursively()).contains("stops free");
    TextField word = word(dialog);
    assertThat(word.isVisible()).isTrue();
    assertThat(saved).isEmpty();

    word.setValue("shop");
    Parts.confirm(dialog);
    assertThat(reason.isInvalid()).isTrue();
    reason.setValue("sold from now on");
    Parts.confirm(dialog);

    assertThat(saved).extracting(Connector::version).containsExactly(1);
    assertThat(reasons).containsExactly(null, null, "sold from now on");
    assertThat(dialog.isOpened()).isFalse();
  }

  @Test
  void staleness_shorterOfWhatIsSold_saysWhatItMeansAndAsksForTheReason() {
    FormDialog dialog =
        ConnectorForm.edit(SEEN, _ -> new Span(), () -> Result.done(SEEN), this::save, done -> {});
    dialog.open();
    TextArea reason = Parts.only(dialog, TextArea.class);
    NumberField hours = Parts.only(dialog, NumberField.class);
    assertThat(reason.isVisible()).isFalse();

    hours.setValue(71.0);

    assertThat(reason.isVisible()).isTrue();
    assertThat(said(dialog)).anyMatch(text -> text.contains("refuse everybody who pays"));
    hours.setValue(73.0);
    assertThat(reason.isVisible()).isFalse();
    assertThat(said(dialog)).noneMatch(text -> text.contains("refuse everybody who pays"));
  }

  private static List<String> said(Dialog dialog) {
    return Parts.of(dialog, Paragraph.class).stream()
        .filter(Paragraph::isVisible)
        .map(Paragraph::getText)
        .toList();
  }

  private Result<Connector> save(
      Connector seen, ConnectorDetails details, @Nullable String reason) {
    reasons.add(reason);
    if (seen.version() != NOW.version()) {
      return Result.refused(new Refusal.VersionConflict(seen.version(), NOW.version()));
    }
    return seen.stopsFreeUse(details) && reason == null
        ? Result.refused(new Refusal.Invalid("reason", "invalid.required"))
        : Result.done(seen);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void chooseMine(Dialog conflict) {
    RadioButtonGroup group = Parts.only(conflict, RadioButtonGroup.class);
    group.setValue(group.getListDataView().getItem(0));
  }

  /** It stands at the end of its form. */
  private static TextField word(Dialog dialog) {
    return Parts.of(dialog, TextField.class).getLast();
  }

  private static Connector connector(Category category, int version) {
    return new Connector(
        "shop",
        new ConnectorDetails(
            "Shop", "crm", category, ConnectorState.PUBLISHED, Duration.ofDays(3), OnStale.REFUSE),
        false,
        Instant.EPOCH,
        version);
  }
}
