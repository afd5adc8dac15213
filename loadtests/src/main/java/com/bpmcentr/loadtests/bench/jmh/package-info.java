/** The parts of one check by themselves: {@code ./mvnw -pl loadtests -Pbench -Dbench=jmh}. */
@NullMarked
package com.bpmcentr.loadtests.bench.jmh;

import org.jspecify.annotations.NullMarked;
