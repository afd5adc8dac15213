package com.bpmcentr.console.api;

import com.bpmcentr.console.access.CurrentActor;
import com.bpmcentr.console.staff.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What controllers can ask for beside path and body: who calls, and which part of a list. */
@Configuration(proxyBeanMethods = false)
class ApiArguments implements WebMvcConfigurer {

  private final CurrentActor actors;
  private final JsonMapper json;

  ApiArguments(CurrentActor actors, JsonMapper json) {
    this.actors = actors;
    this.json = json;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new UnreadInput(json)).addPathPatterns(ApiPaths.ALL);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ByType(Actor.class, _ -> actors.get()));
    resolvers.add(new ByType(ListParameters.class, ListParameters::of));
  }

  private record ByType(Class<?> type, Function<HttpServletRequest, Object> value)
      implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == type;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
      if (servletRequest == null) {
        throw new IllegalStateException("the API is served by servlets");
      }
      return value.apply(servletRequest);
    }
  }
}
