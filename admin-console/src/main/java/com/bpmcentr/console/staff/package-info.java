/**
 * On whose behalf something is done: actors, their roles, what each role may, and their colours.
 */
@NullMarked
package com.bpmcentr.console.staff;

import org.jspecify.annotations.NullMarked;
