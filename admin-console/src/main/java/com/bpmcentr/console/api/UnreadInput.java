package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses what a call would drop in silence, by its name: query parameters that it does not take,
 * and fields in a body where it takes none.
 */
final class UnreadInput implements HandlerInterceptor {

  private final JsonMapper json;
  private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

  UnreadInput(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().getPackage().equals(UnreadInput.class.getPackage())) {
      requireKnownParameters(request, method);
      requireReadBody(request, method);
    }
    return true;
  }

  /** A list's parameters are looked at by {@link ListParameters}. */
  private void requireKnownParameters(HttpServletRequest request, HandlerMethod method) {
    if (isForm(request)
        || parameters(method).anyMatch(each -> each.getParameterType() == ListParameters.class)) {
      return;
    }
    Set<String> known =
        parameters(method)
            .filter(each -> each.hasParameterAnnotation(RequestParam.class))
            .map(this::nameOf)
            .collect(Collectors.toSet());
    for (String name : request.getParameterMap().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidRequestException(name, "is not a parameter of this call");
      }
    }
  }

  /** Its fields would be parameters too, and to ask for them would read the body. */
  private static boolean isForm(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/")
        || type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private void requireReadBody(HttpServletRequest request, HandlerMethod method) {
    BufferedBodyRequest buffered = WebUtils.getNativeRequest(request, BufferedBodyRequest.class);
    if (buffered == null
        || request.getMethod().equals("GET")
        || parameters(method).anyMatch(each -> each.hasParameterAnnotation(RequestBody.class))) {
      return;
    }
    byte[] body = buffered.body();
    if (body.length == 0) {
      return;
    }
    JsonNode given = json.readTree(body);
    if (!given.isObject()) {
      throw new InvalidRequestException("body", "this call takes none");
    }
    Optional<String> unread = given.propertyNames().stream().findFirst();
    if (unread.isPresent()) {
      throw new InvalidRequestException(unread.get(), "is not a field of this call");
    }
  }

  private static Stream<MethodParameter> parameters(HandlerMethod method) {
    return Stream.of(method.getMethodParameters());
  }

  private String nameOf(MethodParameter parameter) {
    parameter.initParameterNameDiscovery(names);
    return String.valueOf(parameter.getParameterName());
  }
}
