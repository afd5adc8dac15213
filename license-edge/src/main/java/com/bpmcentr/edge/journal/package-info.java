/** What the edge holds, kept on its own disk, so that it starts and serves without a database. */
@NullMarked
package com.bpmcentr.edge.journal;

import org.jspecify.annotations.NullMarked;
