package com.bpmcentr.console.api;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server itself says to a request that never gets as far as a filter, being no proper
 * HTTP. Tomcat makes it by name, so it is public and stands on its own.
 */
public final class ProblemReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(Problem.MEDIA_TYPE);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(problem(status));
        response.finishResponse();
      }
    } catch (IOException e) {
      log.debug("a refused client did not wait for its answer", e);
    }
  }

  /** By hand, because there is nothing of the caller's in it. */
  private static String problem(int status) {
    return """
        {"type":"about:blank","title":"The request is not proper HTTP","status":%d,\
        "detail":"The server could not read the request.","code":"%s"}"""
        .formatted(status, status < 500 ? ProblemKind.INVALID_REQUEST : ProblemKind.INTERNAL);
  }
}
