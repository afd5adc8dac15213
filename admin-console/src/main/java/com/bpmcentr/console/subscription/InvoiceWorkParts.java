package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.license.Interval;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of invoices falls due by the time alone. */
@Configuration(proxyBeanMethods = false)
class InvoiceWorkParts {

  @Bean
  DueWork invoicesOfMonths(SubscriptionQuery query, InvoiceWork.Parts parts) {
    return renewals("invoice-month", Interval.MONTH, query, parts);
  }

  @Bean
  DueWork invoicesOfYears(SubscriptionQuery query, InvoiceWork.Parts parts) {
    return renewals("invoice-year", Interval.YEAR, query, parts);
  }

  @Bean
  DueWork invoicesLapsed(SubscriptionQuery query, InvoiceWork.Parts parts) {
    return new InvoiceWork("invoice-lapsed", query::withLapsedInvoice, parts);
  }

  private static DueWork renewals(
      String name, Interval interval, SubscriptionQuery query, InvoiceWork.Parts parts) {
    return new InvoiceWork(
        name, (after, until, most) -> query.withoutInvoice(interval, after, until, most), parts);
  }
}
