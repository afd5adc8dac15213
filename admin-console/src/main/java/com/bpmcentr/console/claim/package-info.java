/** First uses that edges have bound, on their way into the customers' licenses. */
@NullMarked
package com.bpmcentr.console.claim;

import org.jspecify.annotations.NullMarked;
