package com.bpmcentr.console.api;

import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.license.Language;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Customer")
record CustomerJson(
    UUID id,
    String email,
    String name,
    @Nullable String company,
    String country,
    Language locale,
    @Nullable Instant blockedAt,
    @Nullable String blockedReason,
    @Nullable String externalId,
    Instant createdAt,
    int version) {

  static CustomerJson of(Customer customer) {
    Customer.Block block = customer.block();
    return new CustomerJson(
        customer.id(),
        customer.details().email(),
        customer.details().name(),
        customer.details().company(),
        customer.details().country(),
        customer.details().locale(),
        block == null ? null : block.since(),
        block == null ? null : block.reason(),
        customer.externalId(),
        customer.createdAt(),
        customer.version());
  }
}
