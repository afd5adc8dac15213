/** Who gets in: the filters in front of the screens and in front of the admin API. */
@NullMarked
package com.bpmcentr.console.security;

import org.jspecify.annotations.NullMarked;
