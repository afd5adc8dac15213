package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.OwnAccount;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.activity.ActivityService;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.attention.AttentionService;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.explain.ExplainService;
import com.bpmcentr.console.export.ExportService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.recovery.FeedRepairService;
import com.bpmcentr.console.rotation.SigningKeyService;
import com.bpmcentr.console.search.SearchService;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.SettingsService;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.usage.UsageService;
import com.bpmcentr.console.view.SavedViewService;
import org.springframework.boot.test.context.TestComponent;

/** All that staff work through, whichever door they come in by. */
@TestComponent
record Services(
    ActivityService activity,
    CustomerService customers,
    ApiKeyService keys,
    SubscriptionService subscriptions,
    BillingService billing,
    InvoiceService invoices,
    ConnectorService connectors,
    EdgeService edges,
    ExplainService explain,
    SearchService search,
    ImportService imports,
    AttentionService attention,
    AuditService audit,
    BulkService bulk,
    JobService jobs,
    NoticeService notices,
    SigningKeyService signingKeys,
    UsageService usage,
    ExportService exports,
    SavedViewService views,
    FeedRepairService repairs,
    StaffAccounts staff,
    AccessTokens tokens,
    OwnAccount own,
    SettingsService settings) {}
