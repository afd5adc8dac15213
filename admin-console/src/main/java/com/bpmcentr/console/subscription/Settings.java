package com.bpmcentr.console.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, as the owner has set them.
 *
 * @param changedAt null: they are as they are sold
 * @param version grows with each save
 */
public record Settings(LifecycleRules rules, @Nullable Instant changedAt, int version) {}
