package com.bpmcentr.console.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection where an answer failed after its beginning had gone out. Ended in order, it
 * would look whole: a chunked body with its last chunk. It stands before Tomcat's own error page,
 * which would be added to what was written.
 */
final class BrokenAnswerValve extends ValveBase {

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure != null && response.isCommitted()) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, failure);
    }
  }
}
