/** Verifying signatures: the only place that imports Bouncy Castle for it. */
@NullMarked
package com.bpmcentr.license.signature;

import org.jspecify.annotations.NullMarked;
