/** The secrets that customers' scenarios present: made, shown once, rotated, revoked. */
@NullMarked
package com.bpmcentr.console.apikey;

import org.jspecify.annotations.NullMarked;
