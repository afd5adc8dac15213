/** The operations port: health and metrics; and what the edge tells of itself to the database. */
@NullMarked
package com.bpmcentr.edge.ops;

import org.jspecify.annotations.NullMarked;
