package com.bpmcentr.console.security;

import com.bpmcentr.console.access.LoginService;
import com.bpmcentr.console.access.StaffPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Takes the login form's words to the login rules. */
@Component
class PasswordAuthentication implements AuthenticationProvider {

  private final LoginService logins;

  PasswordAuthentication(LoginService logins) {
    this.logins = logins;
  }

  @Override
  public Authentication authenticate(Authentication form) {
    return logIn(form)
        .map(
            principal -> {
              var session =
                  UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
              session.setDetails(form.getDetails());
              return session;
            })
        .orElseThrow(() -> new BadCredentialsException("refused"));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  /** More guesses than can be looked at: this one is not, be it right or wrong. */
  private Optional<StaffPrincipal> logIn(Authentication form) {
    try {
      return logins.logIn(text(form.getPrincipal()), text(form.getCredentials()), address(form));
    } catch (RejectedExecutionException e) {
      throw new AuthenticationServiceException("too many log-ins at once", e);
    }
  }

  private static String text(@Nullable Object field) {
    return field == null ? "" : field.toString();
  }

  private static @Nullable String address(Authentication form) {
    return form.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : null;
  }
}
