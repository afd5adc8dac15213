package com.bpmcentr.console;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** What tests of the whole console can ask for beside its own parts: all test components. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
    basePackageClasses = TestParts.class,
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = TestComponent.class),
    excludeFilters =
        @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = TestConfiguration.class))
class TestParts {}
