package com.bpmcentr.console.bulk;

import com.bpmcentr.console.staff.Actor;
import org.jspecify.annotations.Nullable;

/** What to do to each thing, in whose name and why; asked and checked before. */
public record BulkOrder(Actor actor, String action, @Nullable String reason) {}
