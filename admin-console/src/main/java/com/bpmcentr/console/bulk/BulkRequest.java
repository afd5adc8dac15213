package com.bpmcentr.console.bulk;

import org.jspecify.annotations.Nullable;

/**
 * A bulk action as staff ask for it.
 *
 * @param action as the API names it, {@code revoke}
 * @param reason recorded with each change; some actions insist on one
 */
public record BulkRequest(String action, Selection selection, @Nullable String reason) {}
