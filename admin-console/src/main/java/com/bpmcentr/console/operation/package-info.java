/** The shape that every service method shares: what it answers, what it refuses, how it lists. */
@NullMarked
package com.bpmcentr.console.operation;

import org.jspecify.annotations.NullMarked;
