/** The license format, its verification and the decision: what edge and console share. */
@NullMarked
package com.bpmcentr.license;

import org.jspecify.annotations.NullMarked;
