package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.license.Interval;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of invoices and prices falls due by the time alone. */
@Configuration(proxyBeanMethods = false)
class InvoiceWorkParts {

  @Bean
  DueWork invoicesOfMonths(InvoiceWorkQuery query, CurrentRules rules, InvoiceWork.Parts parts) {
    return renewals("invoice-month", Interval.MONTH, query, rules, parts);
  }

  @Bean
  DueWork invoicesOfYears(InvoiceWorkQuery query, CurrentRules rules, InvoiceWork.Parts parts) {
    return renewals("invoice-year", Interval.YEAR, query, rules, parts);
  }

  @Bean
  DueWork invoicesLapsed(InvoiceWorkQuery query, InvoiceWork.Parts parts) {
    return new InvoiceWork("invoice-lapsed", query::withLapsedInvoice, parts);
  }

  @Bean
  DueWork invoicesOfWhatIsFree(InvoiceWorkQuery query, InvoiceWork.Parts parts) {
    return new InvoiceWork("invoice-free", query::withInvoiceOfFreeConnector, parts);
  }

  @Bean
  DueWork pricesOfNextRenewals(PriceNoticeWork.Parts parts) {
    return new PriceNoticeWork("notice-price", PriceNoticeWork.Target.NEXT, parts);
  }

  @Bean
  DueWork pricesOfMonthsAfterNext(PriceNoticeWork.Parts parts) {
    return new PriceNoticeWork("notice-price-month", PriceNoticeWork.Target.NEXT_BUT_ONE, parts);
  }

  private static DueWork renewals(
      String name,
      Interval interval,
      InvoiceWorkQuery query,
      CurrentRules rules,
      InvoiceWork.Parts parts) {
    return new InvoiceWork(
        name,
        (after, until, most) ->
            query.withoutInvoice(
                interval, rules.get().notices().renewal(interval), after, until, most),
        parts);
  }
}
