package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokenAuthentication;
import com.bpmcentr.console.imports.ImportService;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a client repeat a POST whose answer it did not get. What a call answered is kept under the
 * client's {@code Idempotency-Key} and given again; the call itself runs once.
 *
 * <p>Refusals (4xx) are not kept: they changed nothing, and may have been put right; nor is a
 * failure (5xx) that is known to have changed nothing. A call that broke off or failed otherwise is
 * never run again under its key, because it may have taken effect just before: the client is told
 * to look.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  /** Where {@link SecretFreeReplay} leaves what to keep instead of the answer itself. */
  static final String REPLAY_BODY = IdempotencyFilter.class.getName() + ".replayBody";

  /** Set by {@link ApiExceptionResolver} on a call that failed and surely did nothing. */
  static final String CHANGED_NOTHING = IdempotencyFilter.class.getName() + ".changedNothing";

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  /** Longer than any path there is, and short enough for the table's index. */
  private static final int LONGEST_PATH = 300;

  private static final List<String> KEPT_HEADERS =
      List.of("Content-Type", "Location", Answer.LICENSE_POSITION);

  private final IdempotencyRepository repository;
  private final RunningCalls running;
  private final ImportService imports;
  private final ProblemWriter problems;
  private final JsonMapper json;
  private final SecurityContextHolderStrategy security;

  IdempotencyFilter(
      IdempotencyRepository repository,
      RunningCalls running,
      ImportService imports,
      ProblemWriter problems,
      JsonMapper json,
      SecurityContextHolderStrategy security) {
    this.repository = repository;
    this.running = running;
    this.imports = imports;
    this.problems = problems;
    this.json = json;
    this.security = security;
  }

  /**
   * An explanation changes nothing, so it may simply be given again; and of the key in its body not
   * even a hash shall be kept.
   */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || request.getHeader(HEADER) == null
        || request.getRequestURI().equals(ApiPaths.EXPLAIN);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HEADER);
    if (!KEY.matcher(key).matches()) {
      problems.write(
          response, Problem.ofField(HEADER, "must be 1 to 255 printable ASCII characters"));
      return;
    }
    if (request.getRequestURI().length() > LONGEST_PATH) {
      problems.write(response, Problem.of(ProblemKind.NOT_FOUND, "There is no such path."));
      return;
    }
    if (!(security.getContext().getAuthentication() instanceof AccessTokenAuthentication caller)) {
      throw new IllegalStateException("the filter stands behind the one that asks for a token");
    }
    IdempotentCall call = new IdempotentCall(caller.tokenId(), request.getRequestURI(), key);
    boolean streamed = ImportMedia.isStreamed(request);
    switch (streamed ? beginStreamed(call, request) : repository.begin(call, hash(request))) {
      case CallStart.First _ when streamed -> carryOutStreamed(call, request, response, chain);
      case CallStart.First _ -> carryOut(call, request, response, chain, () -> {});
      case CallStart.Replay(KeptAnswer answer) -> replay(answer, response);
      case CallStart.OtherParameters _ ->
          problems.write(
              response,
              Problem.of(
                  ProblemKind.IDEMPOTENCY_MISMATCH,
                  "The first call with this Idempotency-Key had another query or body."));
      case CallStart.StillRunning _ -> {
        response.setHeader("Retry-After", "1");
        problems.write(
            response, Problem.of(ProblemKind.IDEMPOTENCY_RUNNING, "Repeat the call in a second."));
      }
      case CallStart.Interrupted _ ->
          problems.write(
              response,
              Problem.of(
                  ProblemKind.IDEMPOTENCY_INTERRUPTED,
                  "The first call broke off. Look whether it took effect; if not, send it with a"
                      + " new Idempotency-Key."));
    }
  }

  /** The body is read only if there is an answer to repeat, which it may not be the one for. */
  private CallStart beginStreamed(IdempotentCall call, HttpServletRequest request)
      throws IOException {
    CallStart start = repository.begin(call, IdempotencyRepository.NOT_READ_YET);
    if (!(start instanceof CallStart.OtherParameters)) {
      return start;
    }
    MessageDigest sha256 = digestOfQuery(request);
    imports.passOver(new DigestInputStream(request.getInputStream(), sha256));
    return repository.begin(call, sha256.digest());
  }

  private void carryOutStreamed(
      IdempotentCall call,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    MessageDigest sha256 = digestOfQuery(request);
    // The hash before the answer: whoever finds the answer must be able to compare.
    carryOut(
        call,
        new DigestingRequest(request, sha256),
        response,
        chain,
        () -> repository.setHash(call, sha256.digest()));
  }

  private void carryOut(
      IdempotentCall call,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Runnable beforeKeeping)
      throws ServletException, IOException {
    ContentCachingResponseWrapper recorded = new ContentCachingResponseWrapper(response);
    try (RunningCalls.Running _ = running.begin(call)) {
      chain.doFilter(request, recorded);
    }
    int status = recorded.getStatus();
    if (status < 400) {
      beforeKeeping.run();
      repository.keep(call, answerToKeep(request, recorded));
    } else if (status < 500 || request.getAttribute(CHANGED_NOTHING) != null) {
      repository.forget(call);
    } else {
      repository.giveUp(call);
    }
    recorded.copyBodyToResponse();
  }

  private KeptAnswer answerToKeep(
      HttpServletRequest request, ContentCachingResponseWrapper recorded) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT_HEADERS) {
      String value = recorded.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    Object replayBody = request.getAttribute(REPLAY_BODY);
    String body =
        replayBody == null
            ? new String(recorded.getContentAsByteArray(), StandardCharsets.UTF_8)
            : json.writeValueAsString(replayBody);
    return new KeptAnswer(recorded.getStatus(), headers, body);
  }

  private static void replay(KeptAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setHeader(REPLAYED, "true");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] hash(HttpServletRequest request) {
    if (!(request instanceof BufferedBodyRequest buffered)) {
      throw new IllegalStateException("the filter stands behind the one that reads the body");
    }
    MessageDigest sha256 = digestOfQuery(request);
    buffered.digestInto(sha256);
    return sha256.digest();
  }

  private static MessageDigest digestOfQuery(HttpServletRequest request) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String query = request.getQueryString();
      sha256.update((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return sha256;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
