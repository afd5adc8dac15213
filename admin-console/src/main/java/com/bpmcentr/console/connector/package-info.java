/** What is sold: connectors, their policies and secrets, and the price list. */
@NullMarked
package com.bpmcentr.console.connector;

import org.jspecify.annotations.NullMarked;
