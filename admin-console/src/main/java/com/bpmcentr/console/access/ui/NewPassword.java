package com.bpmcentr.console.access.ui;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.shell.detail.SecretDialog;
import com.vaadin.flow.component.UI;

/** A generated password, shown to the owner who hands it over. */
final class NewPassword {

  private NewPassword() {}

  static void show(StaffAccounts.WithPassword made, Runnable next) {
    UI ui = UI.getCurrent();
    new SecretDialog(
            ui.getTranslation("staff.password.title", made.member().name()),
            ui.getTranslation("staff.password.once"),
            made.password().reveal(),
            next)
        .open();
  }
}
