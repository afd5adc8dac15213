package com.bpmcentr.console.api;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The API's routes as the running console has them. */
@TestComponent
class ApiRoutes {

  private final RequestMappingHandlerMapping mappings;

  ApiRoutes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    this.mappings = mappings;
  }

  /** {@code GET /customers/{id}}: method and pattern below the API's root, sorted. */
  Set<String> all() {
    Set<String> routes = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (handler.getBeanType().getPackage().equals(ApiRoutes.class.getPackage())) {
                for (PathPattern pattern : patterns(mapping)) {
                  mapping
                      .getMethodsCondition()
                      .getMethods()
                      .forEach(method -> routes.add(method + " " + below(pattern)));
                }
              }
            });
    return routes;
  }

  /** The pattern that a path meets, its query aside. */
  String patternOf(String path) {
    PathContainer asked = PathContainer.parsePath(ApiPaths.ROOT + path.replaceFirst("\\?.*", ""));
    return mappings.getHandlerMethods().keySet().stream()
        .flatMap(mapping -> patterns(mapping).stream())
        .filter(pattern -> pattern.matches(asked))
        .sorted()
        .map(ApiRoutes::below)
        .findFirst()
        .orElse("none for " + path);
  }

  private static Set<PathPattern> patterns(RequestMappingInfo mapping) {
    var condition = mapping.getPathPatternsCondition();
    return condition == null ? Set.of() : condition.getPatterns();
  }

  private static String below(PathPattern pattern) {
    return pattern.getPatternString().substring(ApiPaths.ROOT.length());
  }
}
