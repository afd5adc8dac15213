/** Brings back, after a database was set back, what edges have seen signed since. */
@NullMarked
package com.bpmcentr.console.recovery;

import org.jspecify.annotations.NullMarked;
