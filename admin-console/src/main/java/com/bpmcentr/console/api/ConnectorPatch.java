package com.bpmcentr.console.api;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH as the OpenAPI document shows it; read by {@link MergePatch}. */
record ConnectorPatch(
    @NotNull Integer version,
    @Nullable String name,
    @Nullable String group,
    @Nullable Category category,
    @Nullable ConnectorState state,
    @Nullable Long maxStalenessSeconds,
    @Nullable OnStale onStale,
    @Nullable String reason) {}
