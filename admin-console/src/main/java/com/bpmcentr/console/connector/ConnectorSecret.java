package com.bpmcentr.console.connector;

import com.bpmcentr.license.ConnectorSecretRef;
import java.time.Instant;
import java.util.UUID;

/** A connector's secret as it is stored: by digest only. */
public record ConnectorSecret(UUID id, ConnectorSecretRef ref, Instant createdAt) {}
