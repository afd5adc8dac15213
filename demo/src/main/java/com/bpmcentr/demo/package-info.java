/** The demo: starts the three programs on this machine and fills them with a little to look at. */
@NullMarked
package com.bpmcentr.demo;

import org.jspecify.annotations.NullMarked;
