/** The admin API: the services' operations over HTTP, without a rule of its own. */
@NullMarked
package com.bpmcentr.console.api;

import org.jspecify.annotations.NullMarked;
