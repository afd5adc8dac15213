package com.bpmcentr.console.customer.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Edit;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.license.Language;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What staff may set on a customer. */
final class CustomerForm {

  private static final String HOME_COUNTRY = "UA";

  private final Fields fields = new Fields();
  private final EmailField email = fields.add("email", new EmailField(label("email")));
  private final TextField name = fields.add("name", new TextField(text("customers.name")));
  private final TextField company = fields.add("company", new TextField(label("company")));
  private final ComboBox<String> country =
      fields.add(
          "country", new ComboBox<>(label("country"), countries(UI.getCurrent().getLocale())));
  private final Select<Language> locale = fields.add("locale", new Select<>());

  private CustomerForm() {
    email.setRequiredIndicatorVisible(true);
    name.setRequiredIndicatorVisible(true);
    country.setItemLabelGenerator(Words::country);
    country.setRequiredIndicatorVisible(true);
    locale.setLabel(label("locale"));
    locale.setItems(Languages.offered());
    locale.setItemLabelGenerator(Languages::ownName);
  }

  static CustomerForm empty() {
    var form = new CustomerForm();
    form.country.setValue(HOME_COUNTRY);
    form.locale.setValue(Languages.of(UI.getCurrent().getLocale()));
    return form;
  }

  static CustomerForm of(CustomerDetails details) {
    var form = new CustomerForm();
    form.email.setValue(details.email());
    form.name.setValue(details.name());
    form.company.setValue(Objects.requireNonNullElse(details.company(), ""));
    form.country.setValue(details.country());
    form.locale.setValue(details.locale());
    return form;
  }

  /** The dialog that edits a customer. */
  static FormDialog edit(
      Customer customer,
      Supplier<Result<Customer>> reload,
      BiFunction<Customer, CustomerDetails, Result<Customer>> save,
      Consumer<Result.Done<Customer>> next) {
    var form = of(customer.details());
    return new Edit<>(customer, form.fields, now -> of(now.details()).fields, reload)
        .dialog(
            text("customers.edit"),
            text("action.save"),
            seen -> save.apply(seen, form.details()),
            next,
            form.shown());
  }

  /**
   * A dialog around the form.
   *
   * @param save what is done with the details
   * @param next what follows once it is done
   */
  FormDialog dialog(
      String title,
      String confirm,
      Function<CustomerDetails, Result<Customer>> save,
      Consumer<Result.Done<Customer>> next) {
    return new FormDialog(
        title, confirm, () -> fields.finished(save.apply(details()), next), shown());
  }

  private Component[] shown() {
    return new Component[] {email, name, company, country, locale};
  }

  private CustomerDetails details() {
    return new CustomerDetails(
        email.getValue(),
        name.getValue(),
        company.getValue(),
        Objects.requireNonNullElse(country.getValue(), ""),
        locale.getValue());
  }

  private static String label(String field) {
    return text("field." + field);
  }

  /** Where most customers are comes first, then by name as the language sorts them. */
  static List<String> countries(Locale language) {
    return Arrays.stream(Locale.getISOCountries())
        .sorted(
            Comparator.comparing((String code) -> !code.equals(HOME_COUNTRY))
                .thenComparing(
                    code -> Words.country(code, language), Collator.getInstance(language)))
        .toList();
  }
}
