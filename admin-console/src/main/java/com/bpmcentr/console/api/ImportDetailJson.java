package com.bpmcentr.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/** One import with a page of the lines that it refused. */
@Schema(name = "ImportDetail")
record ImportDetailJson(
    @JsonUnwrapped ImportJson progress, Listing<RefusedLineJson> refusedLines) {}
