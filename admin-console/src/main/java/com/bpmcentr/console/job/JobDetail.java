package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.Page;

/** A job with some of its rows. */
public record JobDetail(Job job, Page<JobResult> rows) {}
