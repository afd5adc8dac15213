package com.bpmcentr.console.api;

import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH as the OpenAPI document shows it; read by {@link MergePatch}. */
record CustomerPatch(
    @NotNull Integer version,
    @Nullable String email,
    @Nullable String name,
    @Nullable String company,
    @Nullable String country,
    @Nullable Language locale) {}
