package com.bpmcentr.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The invoices that one payment has paid. */
@Schema(name = "PaidTogether")
record PaidTogetherJson(List<InvoiceJson> data) {}
