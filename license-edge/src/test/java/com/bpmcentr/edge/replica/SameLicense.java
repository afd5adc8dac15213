package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.License;
import java.util.ArrayList;
import java.util.List;

/** Compares what is held with the license it was made of, by all that a decision can read. */
final class SameLicense {

  private SameLicense() {}

  static void assertSame(HeldLicense held, License license) {
    assertThat(held).isNotNull();
    assertThat(held.compromised()).isFalse();
    assertThat(held.customerId()).isEqualTo(license.customerId());
    assertThat(held.issuedAtMillis()).isEqualTo(license.issuedAtMillis());
    assertThat(held.blocked()).isEqualTo(license.blocked());
    for (ApiKeyRef key : license.keys()) {
      HeldKey heldKey = held.key(key.digest());
      assertThat(heldKey).isNotNull();
      assertThat(heldKey.keyId()).isEqualTo(key.keyId());
      assertThat(heldKey.isTest()).isEqualTo(key.isTest());
      assertThat(heldKey.notAfterMillis()).isEqualTo(key.notAfterMillis());
      assertThat(heldKey.revokedAtMillis()).isEqualTo(key.revokedAtMillis());
    }
    license.grants().stream()
        .map(Grant::connector)
        .distinct()
        .forEach(connector -> assertSameGrants(held, license, connector));
    assertThat(held.firstGrant("no-such-connector")).isEqualTo(HeldLicense.NO_GRANT);
  }

  private static void assertSameGrants(HeldLicense held, License license, String connector) {
    List<HeldGrant> grants = grants(held, connector);
    List<HeldGrant> expected = grants(license, connector);
    assertThat(grants).hasSameSizeAs(expected);
    for (int i = 0; i < grants.size(); i++) {
      assertSame(grants.get(i), expected.get(i));
      assertThat(grants.get(i).subscriptionBits()).isEqualTo(expected.get(i).subscriptionBits());
    }
  }

  private static List<HeldGrant> grants(HeldLicense license, String connector) {
    List<HeldGrant> grants = new ArrayList<>();
    int place = license.firstGrant(connector);
    while (place != HeldLicense.NO_GRANT) {
      grants.add(license.grant(place));
      place = license.nextGrant(place, connector);
    }
    return grants;
  }

  private static void assertSame(HeldGrant held, HeldGrant grant) {
    assertThat(held.subscriptionId()).isEqualTo(grant.subscriptionId());
    assertThat(held.createdAtMillis()).isEqualTo(grant.createdAtMillis());
    assertThat(held.connector()).isEqualTo(grant.connector());
    assertThat(held.account()).isEqualTo(grant.account());
    assertThat(held.isBound()).isEqualTo(grant.isBound());
    assertThat(held.isBoundTo("1234567")).isEqualTo(grant.isBoundTo("1234567"));
    if (grant.account() != null) {
      assertThat(held.isBoundTo(grant.account())).isTrue();
      assertThat(held.isBoundTo(grant.account() + "0")).isFalse();
      assertThat(held.isBoundTo("\u0131" + grant.account().substring(1))).isFalse();
    }
    assertThat(held.category()).isEqualTo(grant.category());
    assertThat(held.interval()).isEqualTo(grant.interval());
    assertThat(held.trial()).isEqualTo(grant.trial());
    assertThat(held.autoRenew()).isEqualTo(grant.autoRenew());
    assertThat(held.startsAtMillis()).isEqualTo(grant.startsAtMillis());
    assertThat(held.endsAtMillis()).isEqualTo(grant.endsAtMillis());
    assertThat(held.graceUntilMillis()).isEqualTo(grant.graceUntilMillis());
    assertThat(held.suspendedAtMillis()).isEqualTo(grant.suspendedAtMillis());
    assertThat(held.revokedAtMillis()).isEqualTo(grant.revokedAtMillis());
    assertThat(held.accessEndsAtMillis()).isEqualTo(grant.accessEndsAtMillis());
  }
}
