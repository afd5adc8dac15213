package com.bpmcentr.console.api;

import com.bpmcentr.console.access.StaffDetails;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;

/** What an owner may change of a member. */
record StaffFields(@NotNull String name, @NotNull Role role, @NotNull Language locale) {

  static StaffFields of(StaffMember member) {
    return new StaffFields(member.name(), member.role(), member.language());
  }

  StaffDetails details() {
    return new StaffDetails(name, role, locale);
  }
}
