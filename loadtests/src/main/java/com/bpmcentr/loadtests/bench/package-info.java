/**
 * The benchmark: {@code ./mvnw -pl loadtests -Pbench}. {@link com.bpmcentr.loadtests.bench.Bench}
 * is main; what can be set is in {@link com.bpmcentr.loadtests.bench.BenchOptions}.
 */
@NullMarked
package com.bpmcentr.loadtests.bench;

import org.jspecify.annotations.NullMarked;
