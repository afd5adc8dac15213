/** How figures are told: on what machine, by what command, in which tables. */
@NullMarked
package com.bpmcentr.loadtests.bench.report;

import org.jspecify.annotations.NullMarked;
