/** The jobs' screens. */
@NullMarked
package com.bpmcentr.console.job.ui;

import org.jspecify.annotations.NullMarked;
