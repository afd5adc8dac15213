package com.bpmcentr.console.api;

import com.bpmcentr.console.usage.UsageRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Usage")
record UsageJson(
    UUID id,
    Instant hour,
    @Nullable UUID customerId,
    @Nullable UUID subscriptionId,
    @Nullable UUID apiKeyId,
    boolean test,
    @Nullable String connectorId,
    @Nullable String account,
    String code,
    @Nullable String operation,
    long calls) {

  static UsageJson of(UsageRow row) {
    return new UsageJson(
        row.id(),
        row.hour(),
        row.customerId(),
        row.subscriptionId(),
        row.apiKeyId(),
        row.test(),
        row.connector(),
        row.account(),
        row.code(),
        row.operation(),
        row.calls());
  }
}
