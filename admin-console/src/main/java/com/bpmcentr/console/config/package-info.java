/** What the operator says, in the environment and on the command line, read once. */
@NullMarked
package com.bpmcentr.console.config;

import org.jspecify.annotations.NullMarked;
