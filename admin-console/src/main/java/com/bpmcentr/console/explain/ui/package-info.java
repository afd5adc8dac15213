/** The screen that explains a check. */
@NullMarked
package com.bpmcentr.console.explain.ui;

import org.jspecify.annotations.NullMarked;
