package com.bpmcentr.console.price.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.price.PriceForm;
import com.bpmcentr.console.price.PricePreview;
import com.bpmcentr.console.price.PriceRow;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.license.Category;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Setting a price: first what and from when, then who would pay it, and why. */
@Component
final class PriceDialogs {

  private static final List<Category> SOLD =
      List.of(Category.STANDARD, Category.EXTENDED, Category.PREMIUM);

  private final PriceService prices;
  private final ConnectorService connectors;
  private final Viewer viewer;

  PriceDialogs(PriceService prices, ConnectorService connectors, Viewer viewer) {
    this.prices = prices;
    this.connectors = connectors;
    this.viewer = viewer;
  }

  /** A category, or one connector. */
  private record Subject(@Nullable Category category, @Nullable String connectorId, String words) {}

  /** What the connectors of a category are called together. */
  static String all(Category category) {
    return text("prices.of-category", Words.of("category", category));
  }

  /** Asks for the price, then shows what it would do and asks for the reason. */
  void set(Consumer<PriceRow> saved) {
    new SetForm(saved).open();
  }

  private List<Subject> subjects() {
    ListQuery paid =
        new ListQuery(
            Map.of("category", String.join(",", Words.names(SOLD.toArray(Category[]::new)))),
            List.of(),
            0,
            ListQuery.MOST_ROWS);
    return Stream.concat(
            SOLD.stream().map(category -> new Subject(category, null, all(category))),
            connectors.list(viewer.actor(), paid).orElseThrow().items().stream()
                .map(each -> new Subject(null, each.id(), each.details().name())))
        .toList();
  }

  private Div preview(PricePreview preview) {
    Formats formats = formats();
    var lines = new Div();
    for (PricePreview.Row row : preview.rows()) {
      PluralForm form =
          PluralForm.of(row.subscriptions(), Languages.of(UI.getCurrent().getLocale()));
      lines.add(
          new Div(
              text(
                  form.of("prices.preview." + row.interval().wireName()),
                  formats.number(row.subscriptions()),
                  formats.money(row.present()),
                  formats.money(row.coming()),
                  formats.date(row.first()))));
    }
    return lines;
  }

  private Formats formats() {
    return viewer.formats(UI.getCurrent().getLocale());
  }

  /** What is typed, in both steps. */
  private final class SetForm {

    private final Fields fields = new Fields();
    private final ComboBox<Subject> subject =
        fields.add("category", new ComboBox<>(text("prices.subject"), subjects()));
    private final Set<String> withTheirOwn =
        connectors.prices(viewer.actor()).orElseThrow().ofConnectors().keySet();
    private final Checkbox asCategory =
        fields.add("asCategory", new Checkbox(text("prices.as-category.again")));
    private final TextField month = fields.add("month", new TextField(text("field.month")));
    private final TextField year = fields.add("year", new TextField(text("field.year")));
    private final DatePicker validFrom =
        fields.add("validFrom", Calendars.speak(new DatePicker(text("field.validFrom"))));
    private final FormDialog dialog;
    private String given = "";

    SetForm(Consumer<PriceRow> saved) {
      subject.setItemLabelGenerator(Subject::words);
      subject.setRequiredIndicatorVisible(true);
      month.setRequiredIndicatorVisible(true);
      year.setRequiredIndicatorVisible(true);
      validFrom.setHelperText(text("prices.from.now"));
      subject.addValueChangeListener(_ -> tellOfAmounts());
      asCategory.addValueChangeListener(_ -> tellOfAmounts());
      tellOfAmounts();
      dialog =
          new FormDialog(
              text("prices.set.title"),
              text("prices.set.next"),
              () -> next(saved),
              subject,
              asCategory,
              month,
              year,
              validFrom);
    }

    /**
     * Only what has a price of its own can be given back to its category, and then has no amount.
     */
    private void tellOfAmounts() {
      Subject chosen = subject.getValue();
      String connector = chosen == null ? null : chosen.connectorId();
      asCategory.setVisible(connector != null && withTheirOwn.contains(connector));
      month.setVisible(!isAsCategory());
      year.setVisible(!isAsCategory());
    }

    private boolean isAsCategory() {
      return asCategory.isVisible() && asCategory.getValue();
    }

    private @Nullable String amount(TextField field) {
      return isAsCategory() ? null : Typed.number(field.getValue());
    }

    void open() {
      dialog.open();
    }

    /** Stays open behind the second step, so that there is a way back. */
    private boolean next(Consumer<PriceRow> saved) {
      fields.finished(
          Result.unless(
              Calendars.problem("validFrom", validFrom),
              () -> prices.preview(viewer.actor(), form(null))),
          done -> openReason(done.value(), saved));
      return false;
    }

    private void openReason(PricePreview preview, Consumer<PriceRow> saved) {
      var who = new Div(begins(preview), renews(preview));
      who.addClassName("dialog-form");
      var second =
          new ReasonDialog(
                  text("prices.set.confirm"),
                  text("prices.rule"),
                  text("action.set-price"),
                  (asking, reason) -> set(asking, reason, saved))
              .asking(who)
              .given(given);
      if (validFrom.isEmpty() && preview.isOfMany()) {
        second.typing(Long.toString(preview.payers()), text("confirm.is.payers"));
      }
      second.open();
    }

    private boolean set(ReasonDialog asking, String reason, Consumer<PriceRow> saved) {
      given = reason;
      Result<PriceRow> result = prices.set(viewer.actor(), form(reason));
      if (result instanceof Result.Refused<PriceRow>(Refusal refusal) && asking.tells(refusal)) {
        return false;
      }
      boolean done =
          fields.finished(
              result,
              set -> {
                dialog.close();
                saved.accept(set.value());
              });
      // What a field is refused for is said there, in the first step.
      return done || fields.areRefusedBy(result);
    }

    /** From when it is what is asked for, and how many that meets who are there. */
    private Note begins(PricePreview preview) {
      String counted =
          text(
              PluralForm.of(preview.beginning(), Languages.of(UI.getCurrent().getLocale()))
                  .of("prices.preview.beginning"),
              formats().number(preview.beginning()));
      return validFrom.isEmpty()
          ? new Note(
              Note.Kind.BAD,
              text("prices.preview.now"),
              new Div(counted),
              new Div(text("prices.preview.now.back")))
          : new Note(
              Note.Kind.WAIT,
              text("prices.preview.from", formats().date(formats().startOf(validFrom.getValue()))),
              new Div(counted));
    }

    private Note renews(PricePreview preview) {
      return preview.rows().isEmpty()
          ? new Note(Note.Kind.INFO, text("prices.preview.none"))
          : new Note(Note.Kind.WAIT, text("prices.preview.title"), preview(preview));
    }

    private PriceForm form(@Nullable String reason) {
      Subject chosen = subject.getValue();
      return new PriceForm(
          chosen == null ? null : chosen.category(),
          chosen == null ? null : chosen.connectorId(),
          isAsCategory(),
          amount(month),
          amount(year),
          validFrom.isEmpty() ? null : formats().startOf(validFrom.getValue()),
          reason);
    }
  }
}
