package com.bpmcentr.console.recovery;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes documents that the database does not have into its business rows, and notes what has to be
 * issued again for it.
 *
 * <p>The newest document of a subject is taken over when the rows were issued less often than its
 * version says. What any of the documents says to be revoked is revoked, whatever else is newer:
 * the rows may have gone on from where they were set back to.
 */
final class Restoration {

  private final RecoveredRows rows;
  private final SetTree issued;
  private final List<String> restored = new ArrayList<>();
  private final List<AuditLog.Change> changes = new ArrayList<>();
  private final List<String> connectors = new ArrayList<>();

  /** Licenses wait for all connectors, which their subscriptions name. */
  private final Map<UUID, List<License>> licenses = new TreeMap<>();

  private final List<UUID> customers = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param issued how often each subject was issued, by the rows' own count
   */
  Restoration(RecoveredRows rows, SetTree issued) {
    this.rows = rows;
    this.issued = issued;
  }

  /** Takes a subject's documents, the oldest first. */
  void restore(List<SubjectDocument> documents) {
    SubjectDocument newest = documents.getLast();
    switch (newest) {
      case ConnectorPolicy policy -> restore(policy);
      case License license ->
          licenses.put(
              UUID.fromString(license.customerId()),
              documents.stream().map(License.class::cast).toList());
    }
  }

  /** Ends with the licenses, once all connectors are there. */
  void finish() {
    licenses.forEach(this::restore);
  }

  private void restore(ConnectorPolicy policy) {
    long count = count(policy);
    if (policy.version() < count) {
      return;
    }
    if (policy.version() > count) {
      rows.connectors().restore(policy);
      note("connector", policy.connector(), policy, count, List.of());
    }
    rows.counts().countFrom(policy.connector(), policy.version());
    connectors.add(policy.connector());
  }

  private void restore(UUID customer, List<License> documents) {
    License newest = documents.getLast();
    long count = count(newest);
    boolean isNewer = newest.version() > count;
    List<String> leftOut = new ArrayList<>();
    if (isNewer) {
      rows.subscriptions().restoreCustomer(customer, newest);
      for (Grant grant : newest.grants()) {
        if (!rows.subscriptions().restore(customer, grant, newest.issuedAt())) {
          leftOut.add(grant.subscriptionId());
        }
      }
      for (ApiKeyRef key : newest.keys()) {
        rows.keys().restore(customer, key, newest.issuedAt());
      }
    }
    int revoked = documents.stream().mapToInt(rows.keys()::keepRevoked).sum();
    if (isNewer || revoked > 0) {
      note("customer", customer, newest, count, leftOut);
    }
    if (newest.version() >= count || revoked > 0) {
      rows.counts().countFrom(customer, newest.version());
      customers.add(customer);
    }
  }

  private long count(SubjectDocument document) {
    SetTree.Entry entry = issued.get(document.subject());
    return entry == null ? 0 : entry.version();
  }

  private void note(
      String type, Object id, SubjectDocument newest, long count, List<String> leftOut) {
    restored.add(newest.subject());
    changes.add(
        new AuditLog.Change(
            Attempt.on(type, id, "recover"),
            Facts.NONE.with("licenseVersion", count),
            Facts.NONE
                .with("licenseVersion", newest.version())
                .with("leftOut", leftOut.isEmpty() ? null : String.join(" ", leftOut))));
  }

  /** The subjects whose rows were changed. */
  List<String> restored() {
    return restored;
  }

  List<AuditLog.Change> changes() {
    return changes;
  }

  /** Connectors to be issued again: edges may hold a policy that the current set does not have. */
  List<String> connectors() {
    return connectors;
  }

  /** Customers to be issued again, for the same reason. */
  List<UUID> customers() {
    return customers;
  }
}
