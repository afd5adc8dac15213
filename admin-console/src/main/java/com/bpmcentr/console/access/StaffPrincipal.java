package com.bpmcentr.console.access;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who a session belongs to. Only who, and since when: what the member may do is read again each
 * time, because it can change while the session lasts.
 */
public record StaffPrincipal(UUID staffId, String email, Instant loggedInAt)
    implements AuthenticatedPrincipal, Serializable {

  @Override
  public String getName() {
    return email;
  }
}
