package com.bpmcentr.console.imports;

import com.bpmcentr.console.secret.Secret;
import java.util.UUID;

/** A key that an import made, on its way to the one caller who fetches it. */
public record GeneratedKey(
    UUID id, String externalId, UUID customerId, String name, String environment, Secret key) {}
