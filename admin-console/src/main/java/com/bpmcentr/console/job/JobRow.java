package com.bpmcentr.console.job;

import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.operation.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a job is about.
 *
 * @param number its place in the job, from 1
 * @param subject the thing's id
 * @param outcome absent while it waits
 * @param refusal why it was refused, if it was
 */
public record JobRow(
    int number, UUID subject, @Nullable Outcome outcome, @Nullable Refusal refusal) {}
