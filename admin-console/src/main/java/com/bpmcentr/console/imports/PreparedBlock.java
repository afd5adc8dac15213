package com.bpmcentr.console.imports;

import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.console.subscription.ImportedSubscriptions;
import java.time.Instant;
import java.util.List;

/**
 * A block of lines made ready: all that takes time and no lock is done.
 *
 * @param lines how many the block has
 * @param lastLine the number of its last line
 * @param unchanged lines of customers that were known then
 * @param newcomers customers to be made, unless something is taken by then
 * @param refused lines that cannot be imported whatever else is there
 * @param licenses the newcomers' licenses, signed
 * @param offers what there was to subscribe to
 * @param now the time of all that is made
 */
record PreparedBlock(
    long firstLine,
    long lastLine,
    int lines,
    int unchanged,
    List<Newcomer> newcomers,
    List<RefusedLine> refused,
    SignedDocuments licenses,
    ImportedSubscriptions.Offers offers,
    Instant now) {

  /**
   * A customer with all that comes along.
   *
   * @param change what the audit log will say
   */
  record Newcomer(
      ImportLine line,
      Customer customer,
      List<ImportedKeys.Made> keys,
      List<ImportedSubscriptions.TakenOver> subscriptions,
      AuditLog.Change change) {}
}
