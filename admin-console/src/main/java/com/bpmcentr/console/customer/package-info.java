/** Who pays. */
@NullMarked
package com.bpmcentr.console.customer;

import org.jspecify.annotations.NullMarked;
