/** The files in which an edge keeps what it holds, and the reading of them. */
@NullMarked
package com.bpmcentr.license.journal;

import org.jspecify.annotations.NullMarked;
