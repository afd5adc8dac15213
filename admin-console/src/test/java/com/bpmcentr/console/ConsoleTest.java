package com.bpmcentr.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole console: every part, on a free port, with a database of its own. All
 * tests with this annotation share one console, so each makes its own customers and connectors and
 * asks for nothing that others could have changed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = {AdminConsole.class, TestParts.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ConsoleTestEnvironment.class)
public @interface ConsoleTest {}
