/** The whole signed set in memory, and the following of the feed that keeps it current. */
@NullMarked
package com.bpmcentr.edge.replica;

import org.jspecify.annotations.NullMarked;
