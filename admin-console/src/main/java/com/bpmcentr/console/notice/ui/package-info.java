/** Notices as pages show them. */
@NullMarked
package com.bpmcentr.console.notice.ui;

import org.jspecify.annotations.NullMarked;
