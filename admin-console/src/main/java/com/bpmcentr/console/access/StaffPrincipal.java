package com.bpmcentr.console.access;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who a session belongs to. Only who, and since when: what the member may do is read again each
 * time, because it can change while the session lasts.
 *
 * @param passwordChangedAt the member's, before the password was looked at
 * @param signedOutAt likewise
 */
public record StaffPrincipal(
    UUID staffId,
    String email,
    Instant loggedInAt,
    Instant passwordChangedAt,
    @Nullable Instant signedOutAt)
    implements AuthenticatedPrincipal, Serializable {

  @Override
  public String getName() {
    return email;
  }
}
