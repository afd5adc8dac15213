/**
 * Lists as every screen has them: filtered, sorted and paged by the server, with the state in the
 * URL.
 */
@NullMarked
package com.bpmcentr.console.shell.list;

import org.jspecify.annotations.NullMarked;
