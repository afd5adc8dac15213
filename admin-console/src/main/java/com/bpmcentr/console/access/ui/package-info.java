/** The screens about staff, their access tokens, and one's own account. */
@NullMarked
package com.bpmcentr.console.access.ui;

import org.jspecify.annotations.NullMarked;
