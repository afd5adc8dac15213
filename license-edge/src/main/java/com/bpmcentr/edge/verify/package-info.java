/** The public contract: parsing a check, deciding it, saying the answer. */
@NullMarked
package com.bpmcentr.edge.verify;

import org.jspecify.annotations.NullMarked;
