/** How options given with {@code -D} are read, by the load tests and by the benchmark. */
@NullMarked
package com.bpmcentr.loadtests.option;

import org.jspecify.annotations.NullMarked;
