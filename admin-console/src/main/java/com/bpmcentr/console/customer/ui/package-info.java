/** The screens about customers. */
@NullMarked
package com.bpmcentr.console.customer.ui;

import org.jspecify.annotations.NullMarked;
