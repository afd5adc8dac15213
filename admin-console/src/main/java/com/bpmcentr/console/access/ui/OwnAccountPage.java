package com.bpmcentr.console.access.ui;

import com.bpmcentr.console.access.OwnAccount;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.SpokenWords;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.shell.detail.Stack;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** One's own account: what everybody may change, whatever their role. */
@Route("account")
@PermitAll
final class OwnAccountPage extends Main implements HasDynamicTitle, BeforeEnterObserver {

  private final OwnAccount own;
  private final Viewer viewer;

  OwnAccountPage(OwnAccount own, Viewer viewer) {
    this.own = own;
    this.viewer = viewer;
    addClassName("page");
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation("account.title"));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    StaffMember member = own.get(viewer.actor()).orElseThrow();
    var main = new Stack(taste(member), password());
    var side = new Panel(getTranslation("detail.facts"), facts(member));
    add(new PageHead(getTranslation("account.title")), new SideBySide(main, new Stack(side)));
  }

  private FactList facts(StaffMember member) {
    Formats formats = viewer.formats(getLocale());
    return new FactList()
        .fact(getTranslation("staff.name"), member.name())
        .fact(getTranslation("field.email"), member.email())
        .fact(getTranslation("staff.role"), Words.of("role", member.role()))
        .fact(getTranslation("staff.last-login"), formats.optionalDateTime(member.lastLoginAt()))
        .fact(
            getTranslation("staff.password-changed"), formats.dateTime(member.passwordChangedAt()));
  }

  private Panel taste(StaffMember member) {
    return new Panel(
            getTranslation("account.taste"),
            new Paragraph(getTranslation("account.taste.help")),
            new FactList()
                .fact(getTranslation("field.locale"), Languages.ownName(member.language()))
                .fact(getTranslation("shell.theme"), Words.of("shell.theme", member.theme())))
        .action(
            Actions.small(Actions.plain("edit", () -> new TasteForm(member).edit(own, viewer))));
  }

  private Panel password() {
    var fields = new Fields();
    var present = fields.add("currentPassword", field("account.password.present", true));
    var wanted = fields.add("newPassword", field("account.password.new", false));
    wanted.setHelperText(getTranslation("account.password.help"));
    var again = field("account.password.again", false);
    var change =
        Actions.primary("change-password", () -> changePassword(fields, present, wanted, again));
    return new Panel(
        getTranslation("account.password"),
        form(
            new Paragraph(getTranslation("account.password.consequence")),
            present,
            wanted,
            again,
            change));
  }

  private void changePassword(
      Fields fields, PasswordField present, PasswordField wanted, PasswordField again) {
    again.setInvalid(!again.getValue().equals(wanted.getValue()));
    if (!again.isInvalid()) {
      fields.finished(
          own.changePassword(
              viewer.actor(), new Secret(present.getValue()), new Secret(wanted.getValue())),
          done -> viewer.logOut());
    }
  }

  private PasswordField field(String label, boolean present) {
    var field = SpokenWords.speak(new PasswordField(getTranslation(label)));
    field.setManualValidation(true);
    field.setRequiredIndicatorVisible(true);
    field.setErrorMessage(getTranslation("account.password.differs"));
    field.getElement().setAttribute("autocomplete", present ? "current-password" : "new-password");
    return field;
  }

  private static Div form(Component... parts) {
    var form = new Div(parts);
    form.addClassName("dialog-form");
    return form;
  }
}
