/** What staff should look at now, gathered from all the capabilities that know. */
@NullMarked
package com.bpmcentr.console.attention;

import org.jspecify.annotations.NullMarked;
