package com.bpmcentr.console.imports;

import com.bpmcentr.console.operation.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A line that was not imported.
 *
 * @param number of the line in what was sent, from 1
 * @param externalId as far as the line could be read
 * @param email as far as the line could be read
 * @param problem its field is {@code line} where no field of the line is at fault
 */
public record RefusedLine(
    long number, @Nullable String externalId, @Nullable String email, Refusal.Invalid problem) {}
