package com.bpmcentr.console.access;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * On whose behalf the present request runs, be it of a screen or of the API. An account is read
 * once for a request: a page asks two dozen times who is looking.
 */
@Component
public class CurrentActor {

  private static final String SEEN = CurrentActor.class.getName();

  /** Whose session it is, and what his account was at the request's first question. */
  private record Seen(StaffPrincipal principal, Optional<StaffMember> member) {}

  private final StaffRepository staff;
  private final SecurityContextHolderStrategy security;

  CurrentActor(StaffRepository staff, SecurityContextHolderStrategy security) {
    this.staff = staff;
    this.security = security;
  }

  /**
   * The actor to give to services. For a session the account is read with each request, so that a
   * new role or a disabled account takes effect at once.
   *
   * @throws AuthenticationCredentialsNotFoundException when nobody is logged in any more
   */
  public Actor get() {
    Authentication authentication = security.getContext().getAuthentication();
    if (authentication instanceof AccessTokenAuthentication token) {
      return token.actor();
    }
    return member(authentication)
        .map(member -> member.actor(Origin.SCREEN, address()))
        .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("nobody is logged in"));
  }

  /** The account a session belongs to; empty once it was disabled or has a new password. */
  public Optional<StaffMember> member(@Nullable Authentication authentication) {
    if (authentication == null
        || !(authentication.getPrincipal() instanceof StaffPrincipal principal)) {
      return Optional.empty();
    }
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null) {
      return read(principal);
    }
    if (request.getAttribute(SEEN, SCOPE_REQUEST) instanceof Seen seen
        && seen.principal().equals(principal)) {
      return seen.member();
    }
    Optional<StaffMember> member = read(principal);
    request.setAttribute(SEEN, new Seen(principal, member), SCOPE_REQUEST);
    return member;
  }

  private Optional<StaffMember> read(StaffPrincipal principal) {
    return staff.find(principal.staffId()).filter(member -> member.keepsSessionOf(principal));
  }

  /** Of this request, and not of the log-in: a stolen session is used from elsewhere. */
  private static @Nullable String address() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        ? request.getRequest().getRemoteAddr()
        : null;
  }
}
