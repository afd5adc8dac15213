/** Asking for bulk actions from the lists. */
@NullMarked
package com.bpmcentr.console.bulk.ui;

import org.jspecify.annotations.NullMarked;
