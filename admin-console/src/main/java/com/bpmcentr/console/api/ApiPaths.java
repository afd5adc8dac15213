package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletRequest;

/** Where the API is. */
public final class ApiPaths {

  public static final String ROOT = "/api/v1";

  /**
   * Everything below is the API's, so that an unknown path there meets a problem and not a screen.
   */
  public static final String ALL = "/api/**";

  public static final String OPEN_API = ROOT + "/openapi.json";

  public static final String IMPORTS = ROOT + "/imports";
  public static final String IMPORT_PREVIEW = IMPORTS + "/preview";

  public static final String EXPLAIN = ROOT + "/explain";

  /** The end of the paths that take many ids at once. */
  public static final String BULK = "/bulk";

  static final String PREVIEW = "/preview";

  static final String BULK_PREVIEW = BULK + PREVIEW;

  private ApiPaths() {}

  public static boolean isApi(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals("/api") || path.startsWith("/api/");
  }
}
