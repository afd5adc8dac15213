/** The programs that are measured, each a process of its own. */
@NullMarked
package com.bpmcentr.loadtests.bench.server;

import org.jspecify.annotations.NullMarked;
