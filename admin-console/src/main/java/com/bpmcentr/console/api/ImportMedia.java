package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** One JSON object a line, instead of one for the whole body. */
final class ImportMedia {

  static final String NDJSON = "application/x-ndjson";

  private static final MediaType LINES = MediaType.valueOf(NDJSON);

  private ImportMedia() {}

  /** Whether the body is lines that are taken in as they come, instead of one object read whole. */
  static boolean isStreamed(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && (path.equals(ApiPaths.IMPORTS) || path.equals(ApiPaths.IMPORT_PREVIEW));
  }

  /** Nothing is unpacked here: a compressed body would be two lines of rubbish. */
  static void requireLines(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
    String given = request.getContentType();
    boolean compressed = request.getHeader(HttpHeaders.CONTENT_ENCODING) != null;
    try {
      if (given != null && !compressed && LINES.includes(MediaType.valueOf(given))) {
        return;
      }
    } catch (InvalidMediaTypeException _) {
      // Not of the right type in any case.
    }
    throw new HttpMediaTypeNotSupportedException("the body must be lines", List.of(LINES));
  }
}
