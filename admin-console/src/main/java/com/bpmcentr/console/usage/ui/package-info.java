/** Usage as pages show it. */
@NullMarked
package com.bpmcentr.console.usage.ui;

import org.jspecify.annotations.NullMarked;
