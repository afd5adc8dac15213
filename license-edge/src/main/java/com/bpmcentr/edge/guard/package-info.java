/** What keeps the public port alive under abuse: whose address a request is from, and how much. */
@NullMarked
package com.bpmcentr.edge.guard;

import org.jspecify.annotations.NullMarked;
