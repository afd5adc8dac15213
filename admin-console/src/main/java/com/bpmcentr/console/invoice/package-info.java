/** What customers owe and have paid: invoices, each with its payment and what was given back. */
@NullMarked
package com.bpmcentr.console.invoice;

import org.jspecify.annotations.NullMarked;
