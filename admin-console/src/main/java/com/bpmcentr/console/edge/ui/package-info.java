/** The screen about the edges. */
@NullMarked
package com.bpmcentr.console.edge.ui;

import org.jspecify.annotations.NullMarked;
