/** Staff accounts, how their members log in, and the tokens they give to programs. */
@NullMarked
package com.bpmcentr.console.access;

import org.jspecify.annotations.NullMarked;
