package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job to be accepted; see {@link Job}. */
public record NewJob(
    UUID id,
    String kind,
    Requester requester,
    @Nullable String reason,
    Facts parameters,
    long total) {}
