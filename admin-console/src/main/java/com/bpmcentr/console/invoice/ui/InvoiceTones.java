package com.bpmcentr.console.invoice.ui;

import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;

/** How an invoice's status is coloured. */
public final class InvoiceTones {

  private InvoiceTones() {}

  public static StatusBadge badge(InvoiceStatus status) {
    return new StatusBadge(Words.of("invoice-status", status), of(status));
  }

  static Tone of(InvoiceStatus status) {
    return switch (status) {
      case PAID -> Tone.GOOD;
      case OPEN -> Tone.CALM;
      case OVERDUE -> Tone.ATTENTION;
      case REFUNDED, REVERSED, VOID -> Tone.NEUTRAL;
    };
  }
}
