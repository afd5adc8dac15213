package com.bpmcentr.console.access.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.access.OwnAccount;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Preferences;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Edit;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import com.vaadin.flow.component.select.Select;

/** In which language and colours a member likes the console. */
final class TasteForm {

  private final StaffMember member;
  private final Fields fields = new Fields();
  private final Select<Language> language = fields.add("locale", new Select<>());
  private final Select<Theme> theme = fields.add("theme", new Select<>());

  TasteForm(StaffMember member) {
    this.member = member;
    language.setLabel(text("field.locale"));
    language.setItems(Languages.offered());
    language.setItemLabelGenerator(Languages::ownName);
    language.setValue(member.language());
    theme.setLabel(text("shell.theme"));
    theme.setItems(Theme.values());
    theme.setItemLabelGenerator(item -> Words.of("shell.theme", item));
    theme.setValue(member.theme());
  }

  /** Shows the page anew with what was saved. */
  void edit(OwnAccount own, Viewer viewer) {
    new Edit<>(member, fields, now -> new TasteForm(now).fields, () -> own.get(viewer.actor()))
        .dialog(
            text("account.taste"),
            text("action.save"),
            seen -> own.edit(viewer.actor(), seen.version(), language.getValue(), theme.getValue()),
            (Result.Done<StaffMember> done) ->
                Preferences.choose(done.value().language(), done.value().theme()),
            language,
            theme)
        .open();
  }
}
