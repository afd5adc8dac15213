package com.bpmcentr.console.imports;

import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line that is in order by itself, as it waits in a block; the keys that came with it are digests
 * already.
 *
 * @param number of the line in what was sent, from 1
 */
record ImportLine(
    long number,
    String externalId,
    CustomerDetails details,
    List<Key> keys,
    List<Subscribed> subscriptions) {

  /** A key to be added; without a given one it is generated. */
  record Key(String name, Environment environment, ImportedKeys.@Nullable Given given) {

    NewApiKey asked() {
      return new NewApiKey(name, environment, null);
    }
  }

  /** A subscription to be taken over. */
  record Subscribed(
      String connectorId,
      Interval interval,
      @Nullable String makeAccountId,
      @Nullable Instant startsAt) {

    NewSubscription asked(UUID customerId) {
      return new NewSubscription(customerId, connectorId, interval, false, makeAccountId, startsAt);
    }
  }
}
