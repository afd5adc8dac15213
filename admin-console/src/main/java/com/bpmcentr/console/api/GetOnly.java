package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Spring serves HEAD by what serves GET and discards the body: keys that can be fetched once would
 * be gone unseen, and a whole list be read for nobody.
 */
final class GetOnly {

  private GetOnly() {}

  /**
   * Lets nothing but GET through.
   *
   * @throws HttpRequestMethodNotSupportedException for HEAD
   */
  static void require(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
    if (!request.getMethod().equals("GET")) {
      throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET"));
    }
  }
}
