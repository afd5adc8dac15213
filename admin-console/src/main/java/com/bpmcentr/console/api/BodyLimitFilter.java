package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokenAuthentication;
import com.bpmcentr.console.staff.Permission;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads a body whole, up to a limit, before anything looks at it. */
final class BodyLimitFilter extends OncePerRequestFilter {

  /** Far over the largest sensible call; nothing here carries files. */
  static final int MOST_BYTES = 64 * 1024;

  /** The most ids that a bulk action takes, 39 bytes each as compact JSON, and twice that. */
  static final int MOST_BYTES_OF_BULK = 8 * 1024 * 1024;

  /** More at once would be a way to use the memory up; nobody does so many things to that many. */
  private static final int LARGE_AT_ONCE = 4;

  /** What bulk actions take; who has none of these is refused whatever the body says. */
  private static final Set<Permission> CHANGES =
      EnumSet.of(Permission.MANAGE_CUSTOMERS, Permission.BILL, Permission.REVOKE);

  private static final Pattern BULK =
      Pattern.compile(
          Pattern.quote(ApiPaths.ROOT)
              + "/(subscriptions|customers|api-keys)"
              + ApiPaths.BULK
              + "("
              + ApiPaths.PREVIEW
              + ")?");

  private final ProblemWriter problems;
  private final SecurityContextHolderStrategy security;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

  BodyLimitFilter(ProblemWriter problems, SecurityContextHolderStrategy security) {
    this.problems = problems;
    this.security = security;
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
    try {
      read(request, response, chain);
    } catch (IncomingBody.TooSlowException tooSlow) {
      breakOff(
          response,
          Problem.of(
              ProblemKind.REQUEST_TIMEOUT,
              "The body came too slowly, and nothing was done; send it again."));
    }
  }

  private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int most = isOfMany(request) ? MOST_BYTES_OF_BULK : MOST_BYTES;
    if (request.getContentLengthLong() > most) {
      refuse(response, most);
      return;
    }
    IncomingBody body = new IncomingBody(request.getInputStream(), System::nanoTime);
    if (!body.exceeds(MOST_BYTES)) {
      goOn(body, request, response, chain);
    } else if (most == MOST_BYTES) {
      refuse(response, most);
    } else if (large.tryAcquire()) {
      // A place is for a body that has begun to be a large one.
      try {
        if (body.exceeds(most)) {
          refuse(response, most);
        } else {
          goOn(body, request, response, chain);
        }
      } finally {
        large.release();
      }
    } else {
      response.setHeader("Retry-After", "1");
      breakOff(
          response,
          Problem.of(
              ProblemKind.UNAVAILABLE, "Other calls with large bodies are running; try again."));
    }
  }

  /** A body that may be large, on a path that takes many ids, from someone who may change any. */
  private boolean isOfMany(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    return (length < 0 || length > MOST_BYTES)
        && BULK.matcher(request.getRequestURI()).matches()
        && security.getContext().getAuthentication() instanceof AccessTokenAuthentication caller
        && CHANGES.stream().anyMatch(caller.actor()::may);
  }

  private static void goOn(
      IncomingBody body,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new BufferedBodyRequest(request, body.bytes()), response);
  }

  private void refuse(HttpServletResponse response, int most) throws IOException {
    breakOff(
        response,
        Problem.of(ProblemKind.PAYLOAD_TOO_LARGE, "The body may have at most " + most + " bytes."));
  }

  /** The rest of the body is not worth reading, so the connection cannot be used again. */
  private void breakOff(HttpServletResponse response, Problem problem) throws IOException {
    response.setHeader("Connection", "close");
    problems.write(response, problem);
  }
}
