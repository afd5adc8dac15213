/**
 * The benchmark's scenarios that need more than an edge and a loader: memory, cold start, and the
 * way of a change through the whole running system.
 */
@NullMarked
package com.bpmcentr.loadtests.bench.scenario;

import org.jspecify.annotations.NullMarked;
