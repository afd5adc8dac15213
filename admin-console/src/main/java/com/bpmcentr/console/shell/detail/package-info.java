/** The parts that the page of one thing is made of. */
@NullMarked
package com.bpmcentr.console.shell.detail;

import org.jspecify.annotations.NullMarked;
