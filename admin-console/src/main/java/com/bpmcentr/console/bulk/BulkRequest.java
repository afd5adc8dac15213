package com.bpmcentr.console.bulk;

import org.jspecify.annotations.Nullable;

/**
 * A bulk action as staff ask for it.
 *
 * @param action as the API names it, {@code revoke}
 * @param reason recorded with each change; some actions insist on one
 * @param previewed what {@link BulkPreview#selection} said: nothing is done once other things are
 *     meant; null: whatever the filters find by then
 */
public record BulkRequest(
    String action, Selection selection, @Nullable String reason, @Nullable String previewed) {

  public BulkRequest(String action, Selection selection, @Nullable String reason) {
    this(action, selection, reason, null);
  }
}
