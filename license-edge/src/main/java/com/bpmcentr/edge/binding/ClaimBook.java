package com.bpmcentr.edge.binding;

import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of first uses that no license says yet: claims that were won, here or at another
 * edge, and refusals, which are kept for a minute so that a misconfigured scenario does not ask the
 * database on every run. A newer license of the customer replaces all of it.
 */
public final class ClaimBook {

  private static final Duration REFUSALS_LAST = Duration.ofSeconds(60);
  private static final long MOST_SUBSCRIPTIONS = 100_000;
  private static final int MOST_ACCOUNTS = 64;

  /** Stands for every account; no account is empty. */
  private static final String ANY_ACCOUNT = "";

  private final Map<String, String> wonHere = new ConcurrentHashMap<>();

  /** By subscription, then by account; a subscription's refusals go together. */
  private final Cache<String, Map<String, ClaimAnswer>> refusals;

  private volatile Map<String, String> unsigned = Map.of();

  /**
   * An empty book.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  public ClaimBook(LongSupplier nanoTime) {
    refusals =
        Caffeine.newBuilder()
            .ticker(nanoTime::getAsLong)
            // from the first refusal on: a later one must not prolong an earlier one
            .expireAfter(
                Expiry.<String, Map<String, ClaimAnswer>>creating((id, one) -> REFUSALS_LAST))
            .maximumSize(MOST_SUBSCRIPTIONS)
            .build();
  }

  /** The account that won the subscription, as long as no license says so; null when unknown. */
  public @Nullable String claimedAccount(String subscriptionId) {
    String account = wonHere.get(subscriptionId);
    return account == null ? unsigned.get(subscriptionId) : account;
  }

  /** The refusal that an earlier claim met; null when there is none. */
  public @Nullable ClaimAnswer refusal(String subscriptionId, String account) {
    Map<String, ClaimAnswer> known = refusals.getIfPresent(subscriptionId);
    if (known == null) {
      return null;
    }
    ClaimAnswer forAny = known.get(ANY_ACCOUNT);
    if (forAny instanceof ClaimAnswer.BoundElsewhere elsewhere
        && elsewhere.account().equals(account)) {
      return null;
    }
    return forAny == null ? known.get(account) : forAny;
  }

  /** Notes what came of a claim. */
  void answered(String subscriptionId, String account, ClaimAnswer answer) {
    switch (answer) {
      case ClaimAnswer.Bound bound -> wonHere.put(subscriptionId, account);
      case ClaimAnswer.TrialUsed used -> refused(subscriptionId, account, used);
      case ClaimAnswer.BoundElsewhere elsewhere -> refused(subscriptionId, ANY_ACCOUNT, elsewhere);
      case ClaimAnswer.Gone gone -> refused(subscriptionId, ANY_ACCOUNT, gone);
      case ClaimAnswer.Unreachable unreachable -> {
        // says nothing about the subscription
      }
    }
  }

  /** Replaces what is known of claims, anywhere, that the console has not signed yet. */
  public void unsignedClaims(Map<String, String> accountBySubscription) {
    unsigned = Map.copyOf(accountBySubscription);
  }

  /** A newer license of the customer knows better. */
  public void licenseApplied(License license) {
    for (Grant grant : license.grants()) {
      wonHere.remove(grant.subscriptionId());
      refusals.invalidate(grant.subscriptionId());
    }
  }

  private void refused(String subscriptionId, String account, ClaimAnswer answer) {
    refusals
        .asMap()
        .merge(
            subscriptionId,
            Map.of(account, answer),
            (known, one) -> {
              if (known.size() >= MOST_ACCOUNTS) {
                return known;
              }
              Map<String, ClaimAnswer> both = new HashMap<>(known);
              both.putAll(one);
              return Map.copyOf(both);
            });
  }
}
