/** The customers that a benchmark is run with: signed, in a database, with their keys in a file. */
@NullMarked
package com.bpmcentr.loadtests.bench.set;

import org.jspecify.annotations.NullMarked;
