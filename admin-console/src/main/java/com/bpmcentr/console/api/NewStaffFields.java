package com.bpmcentr.console.api;

import com.bpmcentr.console.access.StaffDetails;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;

record NewStaffFields(
    @NotNull String email, @NotNull String name, @NotNull Role role, @NotNull Language locale) {

  StaffDetails details() {
    return new StaffDetails(name, role, locale);
  }
}
