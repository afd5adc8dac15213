package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller's answer is under way: in filters and failed look-ups. */
@Component
public class ProblemWriter {

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    byte[] body = json.writeValueAsBytes(problem);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** For whoever lets no one in without a token. */
  public void unauthenticated(HttpServletResponse response, boolean tokenWasSent)
      throws IOException {
    response.setHeader(
        "WWW-Authenticate",
        tokenWasSent
            ? "Bearer realm=\"admin\", error=\"invalid_token\""
            : "Bearer realm=\"admin\"");
    write(
        response,
        Problem.of(
            ProblemKind.UNAUTHENTICATED,
            tokenWasSent
                ? "The access token is unknown, expired or revoked, or its member is disabled."
                : "Send an access token as: Authorization: Bearer bpm_adm_…"));
  }

  public void forbidden(HttpServletResponse response) throws IOException {
    write(response, Problem.of(ProblemKind.FORBIDDEN, "This path is not open to anyone."));
  }

  public void rejected(HttpServletResponse response) throws IOException {
    write(response, ExceptionProblems.REJECTED);
  }
}
