package com.bpmcentr.console.connector.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Edit;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What staff may set on a connector. Its state has buttons of its own. */
final class ConnectorForm {

  private static final Duration USUAL_STALENESS = Duration.ofDays(3);
  private static final double SECONDS_AN_HOUR = 3_600;

  private final Fields fields = new Fields();
  private final TextField id = fields.add("id", new TextField(label("slug")));
  private final TextField name = fields.add("name", new TextField(label("name")));
  private final ComboBox<String> group =
      fields.add("group", new ComboBox<>(label("group"), ConnectorGroups.KNOWN));
  private final Select<Category> category = fields.add("category", new Select<>());
  private final NumberField staleness =
      fields.add("maxStalenessSeconds", new NumberField(label("maxStalenessHours")));
  private final RadioButtonGroup<OnStale> onStale =
      fields.add("onStale", new RadioButtonGroup<>(label("onStale")));
  private final TextArea reason = fields.add("reason", new TextArea(text("reason.label")));
  private final Paragraph consequence = new Paragraph();
  private final Paragraph sooner = new Paragraph(text("connectors.staleness.sooner"));
  private ConnectorState state = ConnectorState.DRAFT;

  private ConnectorForm() {
    id.setRequiredIndicatorVisible(true);
    name.setRequiredIndicatorVisible(true);
    group.setRequiredIndicatorVisible(true);
    staleness.setRequiredIndicatorVisible(true);
    id.setHelperText(text("connectors.slug.help"));
    group.setItemLabelGenerator(ConnectorGroups::name);
    group.setAllowCustomValue(true);
    group.addCustomValueSetListener(event -> group.setValue(event.getDetail()));
    category.setLabel(label("category"));
    category.setItems(Category.values());
    category.setItemLabelGenerator(item -> Words.of("category", item));
    reason.setRequiredIndicatorVisible(true);
    staleness.setHelperText(text("connectors.staleness.help"));
    onStale.setItems(OnStale.values());
    onStale.setItemLabelGenerator(item -> Words.of("on-stale", item));
  }

  static ConnectorForm empty() {
    var form = new ConnectorForm();
    form.fill(
        new ConnectorDetails(
            "", "crm", Category.STANDARD, ConnectorState.DRAFT, USUAL_STALENESS, OnStale.REFUSE));
    return form;
  }

  private static ConnectorForm of(ConnectorDetails details) {
    var form = new ConnectorForm();
    form.fill(details);
    return form;
  }

  FormDialog creation(
      BiFunction<String, ConnectorDetails, Result<Connector>> save,
      Consumer<Result.Done<Connector>> next) {
    return new FormDialog(
        text("connectors.new"),
        text("connectors.create"),
        () -> fields.finished(inHours(save.apply(id.getValue().strip(), details())), next),
        id,
        name,
        group,
        category,
        staleness,
        onStale);
  }

  /** Saves over what was seen, for a reason where one is needed. */
  @FunctionalInterface
  interface Save {
    Result<Connector> over(Connector seen, ConnectorDetails details, @Nullable String reason);
  }

  /**
   * The dialog that edits a connector.
   *
   * @param stops says whom it stops when what is used for nothing is to be paid for
   */
  static FormDialog edit(
      Connector connector,
      Function<Connector, Component> stops,
      Supplier<Result<Connector>> reload,
      Save save,
      Consumer<Result.Done<Connector>> next) {
    var form = of(connector.details());
    var seen = new AtomicReference<>(connector);
    var whom = new Div(stops.apply(connector));
    form.tellOfConsequences(connector, whom);
    for (HasValue<?, ?> field : List.of(form.category, form.staleness, form.onStale)) {
      field.addValueChangeListener(_ -> form.tellOfConsequences(seen.get(), whom));
    }
    return new Edit<>(connector, form.fields, now -> of(now.details()).fields, reload)
        .telling(
            now -> {
              seen.set(now);
              form.state = now.details().state();
              whom.removeAll();
              whom.add(stops.apply(now));
              form.tellOfConsequences(now, whom);
            })
        .dialog(
            text("connectors.edit"),
            text("action.save"),
            over -> {
              String reason = form.reason.getValue().strip();
              return inHours(save.over(over, form.details(), reason.isEmpty() ? null : reason));
            },
            next,
            form.name,
            form.group,
            form.category,
            form.consequence,
            whom,
            form.staleness,
            form.onStale,
            form.sooner,
            form.reason)
        .typing(connector.id(), form.category, _ -> seen.get().stopsFreeUse(form.details()));
  }

  /**
   * Another category is another price, or the end of a free one; and who pays may be refused
   * sooner.
   */
  private void tellOfConsequences(Connector seen, Component whom) {
    ConnectorDetails wanted = details();
    boolean stops = seen.stopsFreeUse(wanted);
    whom.setVisible(stops);
    sooner.setVisible(seen.refusesSooner(wanted));
    reason.setVisible(stops || sooner.isVisible());
    consequence.setVisible(wanted.category() != seen.details().category());
    consequence.setText(
        text(
            stops
                ? "connectors.category.free-no-more"
                : wanted.category() == Category.FREE
                    ? "connectors.category.free"
                    : "connectors.category.other"));
  }

  private void fill(ConnectorDetails details) {
    name.setValue(details.name());
    group.setValue(details.group());
    category.setValue(details.category());
    staleness.setValue(details.maxStaleness().toSeconds() / SECONDS_AN_HOUR);
    onStale.setValue(details.onStale());
    state = details.state();
  }

  private ConnectorDetails details() {
    return new ConnectorDetails(
        name.getValue(),
        Objects.requireNonNullElse(group.getValue(), ""),
        category.getValue(),
        state,
        stalenessGiven(),
        onStale.getValue());
  }

  /** An empty or unreadable field is out of range: the service then says what the range is. */
  private Duration stalenessGiven() {
    Double hours = staleness.getValue();
    return Duration.ofSeconds(hours == null ? -1 : Math.round(hours * SECONDS_AN_HOUR));
  }

  /** The service counts seconds, the field hours: a refusal of its range is told in the field's. */
  private static Result<Connector> inHours(Result<Connector> result) {
    return result
                instanceof
                Result.Refused<Connector>(
                    Refusal.Invalid(String field, String messageKey, List<Object> _))
            && messageKey.equals(InvalidKey.SECONDS_RANGE)
        ? Result.refused(
            new Refusal.Invalid(
                field,
                "connectors.staleness.range",
                List.of(ConnectorPolicy.LONGEST_MAX_STALENESS.toHours())))
        : result;
  }

  private static String label(String field) {
    return text("field." + field);
  }
}
