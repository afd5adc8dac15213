/** One action done to many things: asked for once, done in the background, each with a result. */
@NullMarked
package com.bpmcentr.console.bulk;

import org.jspecify.annotations.NullMarked;
