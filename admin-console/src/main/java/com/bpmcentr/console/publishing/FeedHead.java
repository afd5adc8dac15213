package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import java.time.Instant;

/**
 * The head's row, as it stands in the database; nothing in it is believed for standing there.
 *
 * @param auditHead the audit log's chain value as this transaction sees it; see {@link SignedAudit}
 *     for what of it may be signed
 * @param databaseTime the database's clock when the row was read, in microseconds
 */
record FeedHead(
    FeedPosition position, Hash chain, Hash root, Hash auditHead, Instant databaseTime) {}
