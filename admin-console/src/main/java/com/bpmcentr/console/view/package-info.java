/** Lists as a staff member wants to find them again: filters and order under a name. */
@NullMarked
package com.bpmcentr.console.view;

import org.jspecify.annotations.NullMarked;
