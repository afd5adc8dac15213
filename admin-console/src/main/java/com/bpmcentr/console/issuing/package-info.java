/** Makes a customer's license out of the business tables and has it published. */
@NullMarked
package com.bpmcentr.console.issuing;

import org.jspecify.annotations.NullMarked;
