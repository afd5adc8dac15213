package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.price.PriceRow;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price that was set, of a category or of one connector.
 *
 * @param asCategory the connector's own price ended: it has no amounts
 * @param withdrawable whether it can be taken back: it does not hold yet, or has for a day at most
 *     and nobody was asked for it
 * @param withdrawnAt present: it was taken back
 */
@Schema(name = "PriceChange")
record PriceChangeJson(
    UUID id,
    @Nullable Category category,
    @Nullable String connectorId,
    boolean asCategory,
    @Nullable @Schema(example = "18.00") String month,
    @Nullable @Schema(example = "184.00") String year,
    @Nullable @Schema(example = "USD") String currency,
    Instant validFrom,
    PriceChange.State state,
    boolean withdrawable,
    Instant enteredAt,
    String enteredBy,
    String reason,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawnBy,
    @Nullable String withdrawReason) {

  static PriceChangeJson of(PriceRow row) {
    PriceChange change = row.change();
    PriceChange.Withdrawal withdrawal = change.withdrawal();
    return new PriceChangeJson(
        change.id(),
        change.category(),
        change.connectorId(),
        change.followsCategory(),
        amount(change, Interval.MONTH),
        amount(change, Interval.YEAR),
        change.followsCategory() ? null : change.price(Interval.MONTH).currency(),
        change.validFrom(),
        row.state(),
        row.withdrawable(),
        change.enteredAt(),
        change.enteredBy(),
        change.reason(),
        withdrawal == null ? null : withdrawal.at(),
        withdrawal == null ? null : withdrawal.by(),
        withdrawal == null ? null : withdrawal.reason());
  }

  private static @Nullable String amount(PriceChange change, Interval interval) {
    return change.followsCategory() ? null : change.price(interval).amountText();
  }
}
