package com.bpmcentr.console.access;

import com.bpmcentr.console.staff.Actor;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A call that came with a valid access token; lives as long as the call. */
public final class AccessTokenAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final UUID tokenId;
  private final transient Actor actor;

  public AccessTokenAuthentication(AccessTokens.Bearer bearer, Actor actor) {
    super(List.of());
    this.tokenId = bearer.token().id();
    this.actor = actor;
    setAuthenticated(true);
  }

  public UUID tokenId() {
    return tokenId;
  }

  public Actor actor() {
    return actor;
  }

  @Override
  public Object getPrincipal() {
    return actor.name();
  }

  /** The token itself is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }
}
