package com.bpmcentr.console.api;

import com.bpmcentr.license.Environment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** A generated key's line, for the OpenAPI document; {@code ImportDownloads} writes it. */
@Schema(name = "GeneratedKey")
record GeneratedKeyLine(
    String externalId,
    UUID customerId,
    UUID id,
    String name,
    Environment environment,
    String key) {}
