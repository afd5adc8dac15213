package com.bpmcentr.console.api;

import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;

/** What members change of their own account. */
record OwnFields(@NotNull Language locale, @NotNull Theme theme) {

  static OwnFields of(StaffMember member) {
    return new OwnFields(member.language(), member.theme());
  }
}
