package com.bpmcentr.console.invoice;

import com.bpmcentr.license.WireName;

/** Where an invoice stands at one moment: derived, never stored. */
public enum InvoiceStatus implements WireName {
  /** Not paid, and not due yet. */
  OPEN,
  /** Due, and not paid. */
  OVERDUE,
  PAID,
  /** Paid, and all of it or a part given back. */
  REFUNDED,
  /** Its payment turned out to be none; what is owed is asked for anew. */
  REVERSED,
  /** Nothing is owed by it any more. */
  VOID
}
