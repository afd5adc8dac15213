package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.due.DueService;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.usage.UsageService;
import java.util.List;

/** The lists that the API has, with their own word on what they are filtered and sorted by. */
enum ApiList {
  ACCESS_TOKENS(AccessTokens.FIELDS),
  API_KEYS(ApiKeyService.FIELDS),
  AUDIT(AuditService.FIELDS),
  CONNECTORS(ConnectorService.FIELDS),
  CUSTOMERS(CustomerService.FIELDS),
  DUE_WORK(DueService.FIELDS),
  EDGES(EdgeService.FIELDS),
  IMPORTS(ImportService.FIELDS),
  INVOICES(InvoiceService.FIELDS),
  JOBS(JobService.FIELDS),
  JOB_ROWS(JobService.ROW_FIELDS),
  NOTICES(NoticeService.FIELDS),
  PRICE_CHANGES(PriceService.FIELDS),
  STAFF(StaffAccounts.FIELDS),
  SUBSCRIPTIONS(SubscriptionService.FIELDS),
  USAGE(UsageService.FIELDS),

  /** One that comes as it is. */
  PLAIN(new ListFields(List.of(), List.of()));

  @SuppressWarnings("ImmutableEnumChecker") // its lists are copies
  private final ListFields fields;

  ApiList(ListFields fields) {
    this.fields = fields;
  }

  ListFields fields() {
    return fields;
  }
}
