/** The screen of what falls due by itself. */
@NullMarked
package com.bpmcentr.console.due.ui;

import org.jspecify.annotations.NullMarked;
