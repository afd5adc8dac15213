package com.bpmcentr.console.api;

import com.bpmcentr.console.price.PriceForm;
import com.bpmcentr.license.Category;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price to be set, of a category or of one connector.
 *
 * @param asCategory of a connector: its own price ends, and it costs what its category does
 * @param validFrom absent: from now on
 * @param reason must be given to set it; a preview needs none
 */
@Schema(name = "PriceFields")
record PriceFields(
    @Nullable Category category,
    @Nullable @Schema(example = "rozetka") String connectorId,
    @Nullable Boolean asCategory,
    @Nullable @Schema(example = "18.00") String month,
    @Nullable @Schema(example = "184.00") String year,
    @Nullable Instant validFrom,
    @Nullable String reason) {

  PriceForm form() {
    return new PriceForm(
        category, connectorId, Boolean.TRUE.equals(asCategory), month, year, validFrom, reason);
  }
}
