package com.bpmcentr.console.invoice;

import com.bpmcentr.license.WireName;

/** How money came in. */
public enum PaymentMethod implements WireName {
  CARD,
  PAYPAL,
  BANK_TRANSFER
}
