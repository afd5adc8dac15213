package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Refusal;

/** What {@link Lifecycle} says to an action: what then is, and what happened; or why not. */
public sealed interface Step {

  record Transition(Subscription subscription, EventKind event) implements Step {}

  record Denied(Refusal refusal) implements Step {}
}
