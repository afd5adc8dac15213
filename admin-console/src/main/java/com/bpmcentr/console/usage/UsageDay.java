package com.bpmcentr.console.usage;

import java.time.LocalDate;

/**
 * What was counted on one day.
 *
 * @param allowed calls that were answered VALID
 * @param refused all others
 */
public record UsageDay(LocalDate day, long allowed, long refused) {}
