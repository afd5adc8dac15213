package com.bpmcentr.console.api;

import com.bpmcentr.console.price.PricePreview;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * Who would pay what at the first renewal that they can be told of in time.
 *
 * @param subscriptions how many in all
 * @param beginning how many would pay it with their next payment, whatever they were told: trials,
 *     starts to come, and what is paid after its grace
 */
@Schema(name = "PricePreview")
record PricePreviewJson(long subscriptions, long beginning, List<Row> data) {

  @Schema(name = "PricePreviewRow")
  record Row(
      Interval interval,
      @Schema(example = "15.00") String present,
      @Schema(example = "18.00") String coming,
      @Schema(example = "USD") String currency,
      long subscriptions,
      Instant first) {}

  static PricePreviewJson of(PricePreview preview) {
    return new PricePreviewJson(
        preview.subscriptions(),
        preview.beginning(),
        preview.rows().stream()
            .map(
                row ->
                    new Row(
                        row.interval(),
                        row.present().amountText(),
                        row.coming().amountText(),
                        row.coming().currency(),
                        row.subscriptions(),
                        row.first()))
            .toList());
  }
}
