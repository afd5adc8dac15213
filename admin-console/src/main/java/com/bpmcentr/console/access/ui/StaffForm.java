package com.bpmcentr.console.access.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.access.StaffDetails;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Edit;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an owner sets on a member's account. The e-mail address is set once. */
final class StaffForm {

  private final Fields fields = new Fields();
  private final EmailField email = fields.add("email", new EmailField(text("field.email")));
  private final TextField name = fields.add("name", new TextField(text("staff.name")));
  private final Select<Role> role = fields.add("role", new Select<>());
  private final Select<Language> locale = fields.add("locale", new Select<>());

  private StaffForm(StaffDetails details) {
    email.setRequiredIndicatorVisible(true);
    name.setRequiredIndicatorVisible(true);
    name.setValue(details.name());
    role.setLabel(text("staff.role"));
    role.setItems(Role.values());
    role.setItemLabelGenerator(item -> Words.of("role", item));
    role.addValueChangeListener(
        event -> role.setHelperText(text("role." + event.getValue().wireName() + ".may")));
    role.setValue(details.role());
    locale.setLabel(text("field.locale"));
    locale.setItems(Languages.offered());
    locale.setItemLabelGenerator(Languages::ownName);
    locale.setValue(details.language());
  }

  static StaffForm empty() {
    return new StaffForm(
        new StaffDetails("", Role.SUPPORT, Languages.of(UI.getCurrent().getLocale())));
  }

  private static StaffForm of(StaffMember member) {
    return new StaffForm(new StaffDetails(member.name(), member.role(), member.language()));
  }

  /** For a new account. */
  FormDialog creation(
      BiFunction<String, StaffDetails, Result<StaffAccounts.WithPassword>> save,
      Consumer<Result.Done<StaffAccounts.WithPassword>> next) {
    return new FormDialog(
        text("staff.new"),
        text("staff.create"),
        () -> fields.finished(save.apply(email.getValue().strip(), details()), next),
        email,
        name,
        role,
        locale);
  }

  /** For one that is there. */
  static FormDialog edit(
      StaffMember member,
      Supplier<Result<StaffMember>> reload,
      BiFunction<StaffMember, StaffDetails, Result<StaffMember>> save,
      Consumer<Result.Done<StaffMember>> next) {
    var form = of(member);
    return new Edit<>(member, form.fields, now -> of(now).fields, reload)
        .dialog(
            text("staff.edit"),
            text("action.save"),
            seen -> save.apply(seen, form.details()),
            next,
            form.name,
            form.role,
            form.locale);
  }

  private StaffDetails details() {
    return new StaffDetails(name.getValue(), role.getValue(), locale.getValue());
  }
}
