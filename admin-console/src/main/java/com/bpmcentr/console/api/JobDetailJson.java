package com.bpmcentr.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A job with its results.
 *
 * @param results one page of them, in their order
 */
@Schema(name = "JobDetail")
record JobDetailJson(@JsonUnwrapped JobJson job, Listing<JobRowJson> results) {}
