package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH as the OpenAPI document shows it; read by {@link MergePatch}. */
record OwnPatch(@NotNull Integer version, @Nullable Language locale, @Nullable Theme theme) {}
