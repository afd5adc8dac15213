/** What a customer may use, and the rules it lives by. */
@NullMarked
package com.bpmcentr.console.subscription;

import org.jspecify.annotations.NullMarked;
