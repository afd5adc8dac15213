/** Work in the background: jobs, done in blocks by whichever console is free, each row once. */
@NullMarked
package com.bpmcentr.console.job;

import org.jspecify.annotations.NullMarked;
