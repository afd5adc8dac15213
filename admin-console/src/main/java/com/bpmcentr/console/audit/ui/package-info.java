/** The screen of the audit log. */
@NullMarked
package com.bpmcentr.console.audit.ui;

import org.jspecify.annotations.NullMarked;
