package com.bpmcentr.console.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tie to one Make account.
 *
 * @param account absent until the first use
 * @param boundAt when the tie to this account was made
 * @param previousAccount the account before, if it was moved
 * @param changedAt when staff last set or moved it
 */
public record Binding(
    @Nullable String account,
    @Nullable Instant boundAt,
    @Nullable String previousAccount,
    @Nullable Instant changedAt) {

  static final Binding NONE = new Binding(null, null, null, null);

  public Binding {
    if ((account == null) != (boundAt == null)) {
      throw new IllegalArgumentException("an account and the time of its binding go together");
    }
  }

  static Binding atCreation(@Nullable String account, Instant now) {
    return account == null ? NONE : new Binding(account, now, null, null);
  }

  Binding movedTo(String to, Instant now) {
    return new Binding(to, now, account, now);
  }
}
