package com.bpmcentr.console.explain;

import com.bpmcentr.console.publishing.Published;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of a license set as one check looks at: its connector, and the license of its key.
 *
 * @param connector the slug
 * @param policy what was published of the connector
 * @param key the digest of the key, if it is anyone's
 * @param license what was published of the key's customer
 * @param claimed accounts by subscription, of claims that no license carries yet
 */
record ExplainedSet(
    String connector,
    Published policy,
    @Nullable KeyDigest key,
    Published license,
    Map<String, String> claimed)
    implements LicenseSet {

  ExplainedSet {
    claimed = Map.copyOf(claimed);
  }

  /** The document, if it is known and was in force. */
  static <T> @Nullable T document(Published published, Class<T> type) {
    return published instanceof Published.Version version
            && type.isInstance(version.verified().document())
        ? type.cast(version.verified().document())
        : null;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public @Nullable ConnectorPolicy connector(String slug) {
    return slug.equals(connector) ? document(policy, ConnectorPolicy.class) : null;
  }

  @Override
  public boolean isCompromised(String slug) {
    return slug.equals(connector) && policy instanceof Published.Compromised;
  }

  @Override
  public @Nullable HeldLicense licenseOfKey(KeyDigest digest) {
    if (key == null || !key.equals(digest)) {
      return null;
    }
    if (license instanceof Published.Compromised) {
      return new UndecidedLicense();
    }
    License held = document(license, License.class);
    return held == null || held.key(digest) == null ? null : held;
  }

  /** What lives under a pepper that is missing here is an alarm of the console's own. */
  @Override
  public boolean lacksPepper() {
    return false;
  }

  @Override
  public @Nullable String claimedAccount(String subscriptionId) {
    return claimed.get(subscriptionId);
  }
}
