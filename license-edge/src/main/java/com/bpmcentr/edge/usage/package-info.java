/** Counts what is asked of this edge and brings the counts to the database, each exactly once. */
@NullMarked
package com.bpmcentr.edge.usage;

import org.jspecify.annotations.NullMarked;
