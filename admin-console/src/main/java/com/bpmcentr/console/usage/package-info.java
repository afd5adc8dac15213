/** What edges have counted: who used what, how often, and whether it was allowed. */
@NullMarked
package com.bpmcentr.console.usage;

import org.jspecify.annotations.NullMarked;
