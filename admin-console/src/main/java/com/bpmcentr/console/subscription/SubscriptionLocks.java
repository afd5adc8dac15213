package com.bpmcentr.console.subscription;

import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads subscriptions that are to be changed. */
@Component
final class SubscriptionLocks {

  private final CustomerRepository customers;
  private final SubscriptionRepository subscriptions;

  SubscriptionLocks(CustomerRepository customers, SubscriptionRepository subscriptions) {
    this.customers = customers;
    this.subscriptions = subscriptions;
  }

  /**
   * The subscription, locked until the commit.
   *
   * @param version the one that the caller looked at; absent: whichever it is
   */
  Result<Subscription> lock(UUID id, @Nullable Integer version) {
    // The customer's lock comes first, and whose subscription it is never changes.
    Optional<Subscription> loaded =
        subscriptions
            .find(id)
            .flatMap(found -> customers.findForUpdate(found.customerId()))
            .flatMap(_ -> subscriptions.findForUpdate(id));
    return Result.found(loaded, SubscriptionService.TYPE, id)
        .flatMap(
            found ->
                Result.unless(
                    VersionConflict.between(version, found.version()), () -> Result.done(found)));
  }
}
