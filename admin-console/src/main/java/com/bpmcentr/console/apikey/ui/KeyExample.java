package com.bpmcentr.console.apikey.ui;

import org.jspecify.annotations.Nullable;

/**
 * What a new key may be tried with.
 *
 * @param account absent where the first valid check would bind the subscription to it: a made-up
 *     one would take the customer's place
 */
record KeyExample(String connector, @Nullable String account) {}
