package com.bpmcentr.console.subscription;

import java.time.Instant;

/** One now and one set of rules for the whole of an operation, whoever changes them meanwhile. */
record Moment(Instant now, LifecycleRules rules) {}
