package com.bpmcentr.console.security;

import com.bpmcentr.console.access.CurrentActor;
import com.bpmcentr.console.access.StaffPrincipal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Logs a session out whose member was disabled or got a new password, on whichever console. */
final class EndedSessionFilter extends OncePerRequestFilter {

  private final CurrentActor actors;
  private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

  EndedSessionFilter(CurrentActor actors) {
    this.actors = actors;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication session = SecurityContextHolder.getContext().getAuthentication();
    if (session != null
        && session.getPrincipal() instanceof StaffPrincipal
        && actors.member(session).isEmpty()) {
      logout.logout(request, response, session);
    }
    chain.doFilter(request, response);
  }
}
