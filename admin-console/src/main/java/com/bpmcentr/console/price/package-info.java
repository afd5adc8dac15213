/**
 * Changes of the price list: entered with a reason, looked at before, withdrawn while they come.
 */
@NullMarked
package com.bpmcentr.console.price;

import org.jspecify.annotations.NullMarked;
