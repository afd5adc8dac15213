package com.bpmcentr.console.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads a body whole, up to a limit, before anything looks at it. */
final class BodyLimitFilter extends OncePerRequestFilter {

  /** Far over the largest sensible call; nothing here carries files. */
  static final int MOST_BYTES = 64 * 1024;

  /** The most ids that a bulk action takes, 39 bytes each as compact JSON, and twice that. */
  static final int MOST_BYTES_OF_BULK = 8 * 1024 * 1024;

  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  /** What is streamed has limits of its own, and is never read whole. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return ImportMedia.isStreamed(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    boolean bulk = path.endsWith(ApiPaths.BULK) || path.endsWith(ApiPaths.BULK_PREVIEW);
    int most = bulk ? MOST_BYTES_OF_BULK : MOST_BYTES;
    if (request.getContentLengthLong() > most) {
      refuse(response, most);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      refuse(response, most);
      return;
    }
    chain.doFilter(new BufferedBodyRequest(request, body), response);
  }

  private void refuse(HttpServletResponse response, int most) throws IOException {
    // The rest of the body is not worth reading, so the connection cannot be used again.
    response.setHeader("Connection", "close");
    problems.write(
        response,
        Problem.of(ProblemKind.PAYLOAD_TOO_LARGE, "The body may have at most " + most + " bytes."));
  }
}
