/** Connections to PostgreSQL that heal themselves and never leave anybody waiting. */
@NullMarked
package com.bpmcentr.edge.database;

import org.jspecify.annotations.NullMarked;
