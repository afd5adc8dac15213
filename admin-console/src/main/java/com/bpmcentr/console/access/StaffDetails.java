package com.bpmcentr.console.access;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.util.Optional;

/** What an owner sets on a member's account, and may change later. */
public record StaffDetails(String name, Role role, Language language) {

  Optional<Refusal.Invalid> problem() {
    return FieldRules.line("name", name);
  }
}
