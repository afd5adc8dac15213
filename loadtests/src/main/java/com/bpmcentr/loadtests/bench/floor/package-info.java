/** What no edge can be faster than: the same server that decides nothing. */
@NullMarked
package com.bpmcentr.loadtests.bench.floor;

import org.jspecify.annotations.NullMarked;
