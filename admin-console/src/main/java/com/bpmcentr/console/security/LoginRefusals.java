package com.bpmcentr.console.security;

import com.bpmcentr.console.shell.LoginView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Leads back to the log-in, which says what there is to be said. Who tries too often is told so by
 * the status as well; a page that leads there is its body, since a redirect has no such status.
 */
final class LoginRefusals implements AuthenticationFailureHandler {

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    String login = request.getContextPath() + "/" + LoginView.PATH + "?";
    if (refusal instanceof TooManyLoginsException tooMany) {
      long seconds = Math.max(1, Math.ceilDiv(tooMany.getWait().toMillis(), 1_000));
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
      response.setContentType("text/html;charset=utf-8");
      response.getWriter().write(leadsTo(login + LoginView.WAIT + "=" + Math.ceilDiv(seconds, 60)));
    } else {
      response.sendRedirect(login + LoginView.FAILED);
    }
  }

  private static String leadsTo(String address) {
    return """
    <!doctype html><meta charset="utf-8"><title>429</title>
    <meta http-equiv="refresh" content="0;url=%1$s"><a href="%1$s">429</a>
    """
        .formatted(address);
  }
}
