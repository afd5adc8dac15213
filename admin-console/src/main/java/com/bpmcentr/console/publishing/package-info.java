/** Signing, the feed and its checkpoints: the only code that can sign. */
@NullMarked
package com.bpmcentr.console.publishing;

import org.jspecify.annotations.NullMarked;
