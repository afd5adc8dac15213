package com.bpmcentr.license;

import org.jspecify.annotations.Nullable;

/** What a decision looks things up in: everything that is held, at one moment. */
public interface LicenseSet {

  /** Whether a set is held that matches a verified checkpoint. */
  boolean ready();

  /** The connector's policy, or null when there is none that decides or it was removed. */
  @Nullable ConnectorPolicy connector(String slug);

  /**
   * Whether the connector's only policy was signed by a key that is now compromised, so that it
   * decides nothing. Asked where there is no {@link #connector}.
   */
  boolean isCompromised(String slug);

  /** The license that holds the key of this digest, or null; it may be a compromised one. */
  @Nullable HeldLicense licenseOfKey(KeyDigest digest);

  /**
   * Whether keys live under a pepper that is missing here, so that one that is not found may be a
   * customer's all the same.
   */
  boolean lacksPepper();

  /**
   * The account to which an unbound grant was bound in the database, as long as no license says so
   * yet; null when none is known.
   */
  @Nullable String claimedAccount(String subscriptionId);
}
