package com.bpmcentr.console.api;

import com.bpmcentr.console.invoice.InvoiceTotal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the invoices that the filters leave come to. */
@Schema(name = "InvoiceTotals")
record InvoiceTotalsJson(List<Total> data) {

  /** In one currency. */
  @Schema(name = "InvoiceTotal")
  record Total(String currency, long count, @Schema(example = "15.00") String amount) {}

  static InvoiceTotalsJson of(List<InvoiceTotal> totals) {
    return new InvoiceTotalsJson(
        totals.stream()
            .map(
                total ->
                    new Total(
                        total.amount().currency(), total.count(), total.amount().amountText()))
            .toList());
  }
}
