package com.bpmcentr.console.security;

import com.bpmcentr.console.access.AccessTokenAuthentication;
import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.api.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises {@code Authorization: Bearer bpm_adm_…}; a wrong token is refused on every path. */
final class AccessTokenFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final ProblemWriter problems;
  private final SecurityContextHolderStrategy security;

  AccessTokenFilter(
      AccessTokens tokens, ProblemWriter problems, SecurityContextHolderStrategy security) {
    this.tokens = tokens;
    this.problems = problems;
    this.security = security;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    if (header == null) {
      chain.doFilter(request, response);
      return;
    }
    String token =
        header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? header.substring(SCHEME.length()).strip()
            : "";
    Optional<AccessTokens.Bearer> bearer = tokens.recognise(token);
    if (bearer.isEmpty()) {
      tokens.noteRefused(token, request.getRemoteAddr());
      problems.unauthenticated(response, true);
      return;
    }
    SecurityContext context = security.createEmptyContext();
    context.setAuthentication(
        new AccessTokenAuthentication(bearer.get(), bearer.get().actor(request.getRemoteAddr())));
    security.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      security.clearContext();
    }
  }
}
