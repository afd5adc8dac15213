/** The screens about subscriptions. */
@NullMarked
package com.bpmcentr.console.subscription.ui;

import org.jspecify.annotations.NullMarked;
