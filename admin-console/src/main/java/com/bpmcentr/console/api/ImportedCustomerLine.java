package com.bpmcentr.console.api;

import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of an import, for the OpenAPI document; {@code LineParser} reads it. */
@Schema(name = "ImportedCustomer")
record ImportedCustomerLine(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) String externalId,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String email,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String name,
    @Nullable String company,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String country,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Language locale,
    @ArraySchema(maxItems = 100) List<Key> keys,
    @ArraySchema(maxItems = 100) List<Subscribed> subscriptions) {

  /** Without a {@code key} one is generated. */
  @Schema(name = "ImportedKey")
  record Key(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String name,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Environment environment,
      @Nullable String key) {}

  @Schema(name = "ImportedSubscription")
  record Subscribed(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String connectorId,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Interval interval,
      @Nullable String makeAccountId,
      @Nullable Instant startsAt) {}
}
