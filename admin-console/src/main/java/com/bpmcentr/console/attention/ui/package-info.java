/** The screen where staff begin. */
@NullMarked
package com.bpmcentr.console.attention.ui;

import org.jspecify.annotations.NullMarked;
