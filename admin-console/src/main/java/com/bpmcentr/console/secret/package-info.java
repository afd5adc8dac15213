/** Secrets that the system makes and shows once. */
@NullMarked
package com.bpmcentr.console.secret;

import org.jspecify.annotations.NullMarked;
