package com.bpmcentr.console.api;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Sees to it that a secret on its way out is not kept for a replay. */
@RestControllerAdvice(basePackageClasses = SecretFreeReplay.class)
class SecretFreeReplay implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType contentType,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof RevealsSecret secret
        && request instanceof ServletServerHttpRequest servletRequest) {
      servletRequest
          .getServletRequest()
          .setAttribute(IdempotencyFilter.REPLAY_BODY, secret.withoutSecret());
    }
    return body;
  }
}
