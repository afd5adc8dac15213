package com.bpmcentr.console.job;

import org.jspecify.annotations.Nullable;

/**
 * What came of a job on one thing, as people recognise the thing.
 *
 * @param name what it or its customer is called; absent when there is no such thing
 * @param detail what tells it from others of the same name
 */
public record JobResult(JobRow row, @Nullable String name, @Nullable String detail) {}
