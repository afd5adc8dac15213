/**
 * PostgreSQL from ready-made binaries, run as a process of its own: by the demo with data that
 * stay, by tests with data that do not.
 */
@NullMarked
package com.bpmcentr.demo.postgres;

import org.jspecify.annotations.NullMarked;
