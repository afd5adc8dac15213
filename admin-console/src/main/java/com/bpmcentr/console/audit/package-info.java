/** Who did what, when and from where: an append-only log whose entries are chained by hash. */
@NullMarked
package com.bpmcentr.console.audit;

import org.jspecify.annotations.NullMarked;
