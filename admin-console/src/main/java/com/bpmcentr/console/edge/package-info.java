/** What edges say of themselves: where each stands, and when it had applied what. */
@NullMarked
package com.bpmcentr.console.edge;

import org.jspecify.annotations.NullMarked;
