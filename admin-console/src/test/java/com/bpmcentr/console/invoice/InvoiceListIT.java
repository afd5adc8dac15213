package com.bpmcentr.console.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.MillionRows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvoiceListIT {

  @Test
  void list_ofManyByCustomer_isPlannedForAnIndex() {
    try (Business business = Business.open()) {
      for (int i = 0; i < 2; i++) {
        business.newSubscription(business.newCustomer(), "rozetka", null);
      }

      assertThat(
              MillionRows.isPlannedForAnIndex(
                  business,
                  InvoiceQuery.INVOICES,
                  Map.of("q", "@"),
                  "customer",
                  List.of("customer", "invoice")))
          .isTrue();
    }
  }
}
