/** Why a check is answered as it is: the edges' own decision, step by step. */
@NullMarked
package com.bpmcentr.console.explain;

import org.jspecify.annotations.NullMarked;
