package com.bpmcentr.console.invoice;

import com.bpmcentr.license.WireName;

/** What an invoice is for. */
public enum InvoiceKind implements WireName {
  /** A period: the first one, or the next. */
  PERIOD,
  /** A year in place of the month that is running, whose unused days are taken off. */
  INTERVAL_CHANGE
}
