package com.bpmcentr.console.explain;

import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import org.jspecify.annotations.Nullable;

/** A license that a compromised key signed: nothing in it is asked for. */
record UndecidedLicense() implements HeldLicense {

  @Override
  public boolean compromised() {
    return true;
  }

  @Override
  public @Nullable HeldKey key(KeyDigest digest) {
    return null;
  }

  @Override
  public String customerId() {
    throw notAsked();
  }

  @Override
  public long issuedAtMillis() {
    throw notAsked();
  }

  @Override
  public boolean blocked() {
    throw notAsked();
  }

  @Override
  public int firstGrant(String connector) {
    throw notAsked();
  }

  @Override
  public int nextGrant(int place, String connector) {
    throw notAsked();
  }

  @Override
  public HeldGrant grant(int place) {
    throw notAsked();
  }

  private static IllegalStateException notAsked() {
    return new IllegalStateException("a compromised license decides nothing");
  }
}
