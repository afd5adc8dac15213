package com.bpmcentr.console.security;

import com.bpmcentr.console.access.LoginService;
import com.bpmcentr.console.access.StaffPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Takes the login form's words to the login rules. */
@Component
class PasswordAuthentication implements AuthenticationProvider {

  /** When others have had their passwords looked at. */
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private static final int ADDRESSES_REMEMBERED = 10_000;

  private final LoginService logins;
  private final Clock clock;
  private final VainLogins vain = new VainLogins(ADDRESSES_REMEMBERED);

  PasswordAuthentication(LoginService logins, Clock clock) {
    this.logins = logins;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication form) {
    String email = text(form.getPrincipal());
    StaffPrincipal principal = logIn(email, form).orElseThrow(() -> refusal(email));
    vain.succeeded(email);
    var session = UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
    session.setDetails(form.getDetails());
    return session;
  }

  private AuthenticationException refusal(String email) {
    return vain.failed(email, clock.instant())
        .<AuthenticationException>map(TooManyLoginsException::new)
        .orElseGet(() -> new BadCredentialsException("refused"));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  /** More guesses than can be looked at: this one is not, be it right or wrong. */
  private Optional<StaffPrincipal> logIn(String email, Authentication form) {
    try {
      return logins.logIn(email, text(form.getCredentials()), address(form));
    } catch (RejectedExecutionException _) {
      throw new TooManyLoginsException(A_WHILE);
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
