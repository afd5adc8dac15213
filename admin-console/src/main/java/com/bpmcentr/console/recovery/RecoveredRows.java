package com.bpmcentr.console.recovery;

import org.springframework.stereotype.Component;

/** The business rows that a recovery writes, by what they are of. */
@Component
record RecoveredRows(
    IssueCountRepository counts,
    RecoveredSubscriptionRepository subscriptions,
    RecoveredKeyRepository keys,
    RecoveredConnectorRepository connectors) {}
