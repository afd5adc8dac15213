/** The invoices' screens. */
@NullMarked
package com.bpmcentr.console.invoice.ui;

import org.jspecify.annotations.NullMarked;
