/** The program itself: what it starts, in which order, and what no capability owns. */
@NullMarked
package com.bpmcentr.console;

import org.jspecify.annotations.NullMarked;
