/** The screen about prices. */
@NullMarked
package com.bpmcentr.console.price.ui;

import org.jspecify.annotations.NullMarked;
