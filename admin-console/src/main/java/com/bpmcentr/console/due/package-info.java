/** What falls due by itself as time goes on: found, and done once, by whichever console is free. */
@NullMarked
package com.bpmcentr.console.due;

import org.jspecify.annotations.NullMarked;
