package com.bpmcentr.console.security;

import com.bpmcentr.console.access.CurrentActor;
import com.bpmcentr.console.access.StaffPrincipal;
import com.vaadin.flow.spring.security.RequestUtil;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Logs a session out whose member was disabled or got a new password, on whichever console. */
final class EndedSessionFilter extends OncePerRequestFilter {

  private static final String LOGIN = "/login";

  private final CurrentActor actors;
  private final RequestUtil requests;
  private final SecurityContextHolderStrategy security;
  private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

  EndedSessionFilter(
      CurrentActor actors, RequestUtil requests, SecurityContextHolderStrategy security) {
    this.actors = actors;
    this.requests = requests;
    this.security = security;
    logout.setSecurityContextHolderStrategy(security);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication session = security.getContext().getAuthentication();
    if (session != null
        && session.getPrincipal() instanceof StaffPrincipal
        && actors.member(session).isEmpty()) {
      logout.logout(request, response, session);
      if (!requests.isFrameworkInternalRequest(request)) {
        response.sendRedirect(LOGIN);
        return;
      }
      // Vaadin tells the page in its own words that the session is over.
    }
    chain.doFilter(request, response);
  }
}
