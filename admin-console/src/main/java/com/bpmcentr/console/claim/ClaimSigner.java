package com.bpmcentr.console.claim;

import com.bpmcentr.console.issuing.LicenseIssuer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Issues the licenses of customers whose subscriptions edges have bound. Until then edges decide
 * with the claim itself; from then on with the license, and the claim is marked in the transaction
 * that publishes it. Two consoles may do it at once: the customer's lock lets one of them.
 */
@Component
class ClaimSigner {

  private static final int CUSTOMERS_A_ROUND = 100;

  private final ClaimRepository claims;
  private final LicenseIssuer licenses;
  private final TransactionTemplate transaction;

  /** Whose license could not be issued: they come after the others, in turn. */
  private final Set<UUID> failing = Collections.synchronizedSet(new LinkedHashSet<>());

  ClaimSigner(
      ClaimRepository claims, LicenseIssuer licenses, PlatformTransactionManager transactions) {
    this.claims = claims;
    this.licenses = licenses;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Signs what waits. One customer whose license cannot be issued does not keep the others waiting.
   *
   * @throws RuntimeException of the first customer that failed, after all have had their turn
   */
  void signWaiting() {
    RuntimeException failure = null;
    for (UUID customer : next()) {
      failing.remove(customer);
      try {
        transaction.executeWithoutResult(_ -> sign(customer));
      } catch (RuntimeException e) {
        failing.add(customer);
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<UUID> next() {
    List<UUID> waiting = claims.customersWaiting(CUSTOMERS_A_ROUND, failing);
    return Stream.concat(waiting.stream(), List.copyOf(failing).stream())
        .limit(CUSTOMERS_A_ROUND)
        .toList();
  }

  private void sign(UUID customerId) {
    // Listed before the license reads the bindings: what comes in between is signed once more.
    List<UUID> subscriptions = claims.lockUnsigned(customerId);
    if (!subscriptions.isEmpty()) {
      claims.markSigned(subscriptions, licenses.issue(customerId));
    }
  }
}
