/** What happened, in words, for the pages of things. */
@NullMarked
package com.bpmcentr.console.activity.ui;

import org.jspecify.annotations.NullMarked;
