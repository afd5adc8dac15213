/** Signing keys and peppers as they are changed: what is still under an old one, and reissuing. */
@NullMarked
package com.bpmcentr.console.rotation;

import org.jspecify.annotations.NullMarked;
