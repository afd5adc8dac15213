package com.bpmcentr.console.api;

import com.bpmcentr.console.apikey.ApiKeyRow;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key, and whose it is.
 *
 * @param customer the customer's name
 * @param email the customer's
 * @param lastUsedHour the beginning of the hour of its last counted check; absent: none since it
 *     was made
 */
@Schema(name = "ListedApiKey")
record ListedApiKeyJson(
    @JsonUnwrapped ApiKeyJson apiKey,
    String customer,
    String email,
    @Nullable Instant lastUsedHour) {

  static ListedApiKeyJson of(ApiKeyRow row) {
    return new ListedApiKeyJson(
        ApiKeyJson.of(row.apiKey(), row.status()),
        row.customerName(),
        row.customerEmail(),
        row.lastUsedHour());
  }
}
