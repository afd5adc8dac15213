package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.DiscountForm;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One discount for several subscriptions of a customer.
 *
 * @param versions of those that were looked at, by their ids; of one that is not named: whatever it
 *     is by now
 * @param percent this or the price
 * @param price of one period, of the length that each subscription has
 * @param endsAt periods that start then or later cost the list's price; absent: no end
 */
@Schema(name = "DiscountFields")
record DiscountFields(
    @NotNull List<@NotNull UUID> subscriptionIds,
    @Nullable Map<UUID, @NotNull Integer> versions,
    @Nullable @Schema(example = "20") String percent,
    @Nullable @Schema(example = "12.00") String price,
    @NotNull String reason,
    @Nullable Instant endsAt) {

  DiscountForm form() {
    return new DiscountForm(percent, price, reason, endsAt);
  }

  Set<UUID> subscriptions() {
    return new LinkedHashSet<>(subscriptionIds);
  }

  Map<UUID, Integer> seen() {
    if (versions == null) {
      return Map.of();
    }
    if (!subscriptions().containsAll(versions.keySet())) {
      throw new InvalidRequestException("versions", "has one of none of the subscriptionIds");
    }
    return versions;
  }
}
