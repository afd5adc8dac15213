package com.bpmcentr.console.access.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.shell.detail.SecretDialog;

/** A generated password, shown to the owner who hands it over. */
final class NewPassword {

  private NewPassword() {}

  static void show(StaffAccounts.WithPassword made, Runnable next) {
    new SecretDialog(
            text("staff.password.title", made.member().name()),
            text("staff.password.once"),
            made.password().reveal(),
            next)
        .open();
  }
}
