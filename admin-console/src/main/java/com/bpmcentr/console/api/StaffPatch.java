package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH as the OpenAPI document shows it; read by {@link MergePatch}. */
record StaffPatch(
    @NotNull Integer version,
    @Nullable String name,
    @Nullable Role role,
    @Nullable Language locale) {}
