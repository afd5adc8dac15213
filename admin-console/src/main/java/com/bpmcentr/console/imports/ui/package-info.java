/** Imports on screen: sent, watched, and what came of them. */
@NullMarked
package com.bpmcentr.console.imports.ui;

import org.jspecify.annotations.NullMarked;
