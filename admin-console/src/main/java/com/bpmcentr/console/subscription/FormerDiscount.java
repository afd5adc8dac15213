package com.bpmcentr.console.subscription;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discount as a subscription had it once, to be put back.
 *
 * @param version of the subscription as it was looked at
 * @param discount absent: the list's price
 */
public record FormerDiscount(UUID subscriptionId, int version, @Nullable Discount discount) {}
