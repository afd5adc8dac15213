/**
 * The bulk import: lines are read as they come in and wait in blocks, which a job then imports a
 * hundred customers in a transaction.
 */
@NullMarked
package com.bpmcentr.console.imports;

import org.jspecify.annotations.NullMarked;
